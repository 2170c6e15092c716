using Milvus.Protocol;

namespace Milvus.Embedded.Building;

/// <summary>How far the build of an index is.</summary>
internal sealed record BuildProgress(long IndexedRows, IndexState State, string Reason);
