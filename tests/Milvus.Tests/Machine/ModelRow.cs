namespace Milvus.Tests.Machine;

/// <summary>A row as it has to be.</summary>
internal sealed record ModelRow(long Number, string Word, float[] Vector, string Partition);
