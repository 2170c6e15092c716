using Grpc.Core;

namespace Milvus.Client.InProcess;

/// <summary>The note of an engine in this process that a call that was given up has stored nothing, and will not.</summary>
internal static class NothingStored
{
    private const string Key = "milvus-nothing-stored";

    /// <summary>The end of a call after its time limit.</summary>
    internal static RpcException Create(Status status) => new(status, new Metadata { { Key, "true" } });

    /// <summary>Whether an end has the note.</summary>
    internal static bool Is(RpcException end) => end.Trailers.GetValue(Key) is not null;
}
