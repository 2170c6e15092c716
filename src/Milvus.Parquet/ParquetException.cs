namespace Milvus.Parquet;

/// <summary>A file that is not Parquet, is damaged, or uses something that cannot be read. The message says which column.</summary>
internal sealed class ParquetException(string message, Exception? cause = null) : Exception(message, cause)
{
    internal static ParquetException Damaged(string what) => new($"it is damaged: {what}");
}
