namespace Milvus.Embedded.Errors;

/// <summary>SQLite reports an exhausted quota as a general failure to write. The error number of the system says more.</summary>
internal sealed class DiskQuotaException : IOException
{
    public DiskQuotaException(int systemError, Exception inner)
        : base("the disk or the quota is full", inner) => HResult = systemError;
}
