using Google.Protobuf;
using Grpc.Core;

namespace Milvus.Module.Tests.Fake;

/// <summary>A received call: its name, its request, its headers.</summary>
public sealed record RecordedCall(string Name, IMessage Request, Metadata Headers)
{
    /// <summary>The deadline of the caller; null for none.</summary>
    public DateTime? Deadline { get; init; }
}
