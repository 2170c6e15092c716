using Grpc.Core;

namespace Milvus.Client.Errors;

/// <summary>The causes of an exception.</summary>
internal static class Causes
{
    /// <summary>The cause without a further cause.</summary>
    internal static Exception Innermost(Exception error)
    {
        var cause = error;
        while (Next(cause) is { } inner)
        {
            cause = inner;
        }

        return cause;
    }

    /// <summary>The first cause of a type; gRPC stores it in the status, not in InnerException.</summary>
    internal static T? Find<T>(Exception error)
        where T : Exception
    {
        for (var cause = error; cause is not null; cause = Next(cause))
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static Exception? Next(Exception cause) => (cause as RpcException)?.Status.DebugException ?? cause.InnerException;
}
