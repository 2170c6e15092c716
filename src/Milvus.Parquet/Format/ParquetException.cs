namespace Milvus.Parquet.Format;

/// <summary>The file is not Parquet, is damaged, or uses an unsupported feature. The message names the column.</summary>
internal sealed class ParquetException(string message, Exception? cause = null) : Exception(message, cause)
{
    internal static ParquetException CreateDamaged(string what) => new($"it is damaged: {what}");

    /// <summary>Whether an exception comes from values of a damaged file that contradict each other in a way that no check names.</summary>
    internal static bool IsOfDamage(Exception failure) =>
        failure is not (ParquetException or OutOfMemoryException or OperationCanceledException or IOException);
}
