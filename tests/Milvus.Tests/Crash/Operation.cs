using Milvus.Protocol;

namespace Milvus.Tests.Crash;

/// <summary>One thing that is asked of the writer.</summary>
/// <param name="Name">The kind.</param>
/// <param name="After">What there has to be once it is acknowledged; before that this, or what there was.</param>
/// <param name="Send">Asks for it, and returns when it is acknowledged.</param>
internal sealed record Operation(string Name, StoredState After, Action<MilvusService.MilvusServiceClient> Send);
