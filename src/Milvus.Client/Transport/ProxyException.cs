namespace Milvus.Client.Transport;

/// <summary>A proxy did not connect to the server.</summary>
internal sealed class ProxyException : IOException
{
    public ProxyException()
    {
    }

    public ProxyException(string message)
        : base(message)
    {
    }

    public ProxyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
