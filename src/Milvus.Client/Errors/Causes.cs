using Grpc.Core;

namespace Milvus.Client.Errors;

/// <summary>The causes of an exception.</summary>
internal static class Causes
{
    /// <summary>The first cause of a type; gRPC stores it in the status, not in InnerException.</summary>
    internal static T? Find<T>(Exception error)
        where T : Exception
    {
        for (var cause = error; cause is not null; cause = (cause as RpcException)?.Status.DebugException ?? cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}
