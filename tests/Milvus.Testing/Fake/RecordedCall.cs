using Google.Protobuf;
using Grpc.Core;

namespace Milvus.Testing.Fake;

/// <summary>A received call: its name, its request, its headers.</summary>
public sealed record RecordedCall(string Name, IMessage Request, Metadata Headers)
{
    /// <summary>The deadline of the caller; null for none.</summary>
    public DateTime? Deadline { get; init; }

    /// <summary>A header, or null.</summary>
    public string? Header(string name) => Headers.GetValue(name);

    /// <summary>The call that a server received.</summary>
    internal static RecordedCall Of(object request, ServerCallContext context) =>
        new(context.Method[(context.Method.LastIndexOf('/') + 1)..], (IMessage)request, context.RequestHeaders)
        {
            Deadline = context.Deadline == DateTime.MaxValue ? null : context.Deadline,
        };
}
