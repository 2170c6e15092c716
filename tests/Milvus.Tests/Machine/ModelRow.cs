namespace Milvus.Tests.Machine;

/// <summary>An expected row.</summary>
internal sealed record ModelRow(long Number, string Word, float[] Vector, string Partition);
