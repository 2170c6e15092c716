using Google.Protobuf;
using Grpc.Core;

namespace Milvus.Module.Tests.Fake;

/// <summary>A call as it came: its name, its request, its headers.</summary>
public sealed record RecordedCall(string Name, IMessage Request, Metadata Headers)
{
    /// <summary>Until when the caller waits; null: for ever.</summary>
    public DateTime? Deadline { get; init; }
}
