namespace Milvus.Embedded.Salvage;

/// <summary>A batch of rows, as the table of batches has it.</summary>
internal readonly record struct BatchRow(long Collection, long Seq, long Partition, long Rows)
{
    /// <summary>The values of the columns.</summary>
    public object?[] Values => [Collection, Seq, Partition, Rows];
}
