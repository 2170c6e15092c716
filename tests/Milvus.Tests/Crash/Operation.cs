using Milvus.Protocol;

namespace Milvus.Tests.Crash;

/// <summary>An operation of the writer.</summary>
/// <param name="Name">The kind.</param>
/// <param name="After">The required state after the acknowledgement. Before it, this state or the previous one.</param>
/// <param name="Send">Requests the operation, and returns when it is acknowledged.</param>
internal sealed record Operation(string Name, StoredState After, Action<MilvusService.MilvusServiceClient> Send);
