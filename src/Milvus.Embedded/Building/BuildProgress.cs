using Milvus.Protocol;

namespace Milvus.Embedded.Building;

/// <summary>The progress of the build of an index.</summary>
internal sealed record BuildProgress(long IndexedRows, IndexState State, string Reason);
