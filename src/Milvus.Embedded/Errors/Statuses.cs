using Milvus.Protocol;

namespace Milvus.Embedded.Errors;

/// <summary>Maps exceptions to statuses: the current code, and the legacy code for old clients.</summary>
internal static class Statuses
{
    /// <summary>Creates a new status each time, because messages are mutable.</summary>
    public static Status Ok => new();

    /// <summary>Whether an exception is a fault of the engine or the disk, and not an answer to the caller.</summary>
    public static bool IsUnexpected(Exception exception) =>
        exception is not (MilvusError or FilterException or OperationCanceledException or Grpc.Core.RpcException);

    /// <summary>Whether an exception is about the disk or the file: its message is for users, and has no value of a row.</summary>
    public static bool IsOfDisk(Exception exception) => StorageFaults.Find(exception) != StorageFault.None;

    public static Status Of(Exception exception) =>
        exception switch
        {
            MilvusError error => Failure(error.Code, error.Message, error.Legacy),
            FilterException error => Of(MilvusError.Parameter(error.Message)),
            _ => StorageFaults.Find(exception) switch
            {
                StorageFault.None => Failure(
                    MilvusError.UnexpectedCode,
                    $"internal error: {exception.GetType().Name}: {exception.Message}"),
                StorageFault.DiskFull => Failure(MilvusError.DiskFullCode, "the disk of the database is full: " + exception.Message),
                // The client finds the error id by these words.
                StorageFault.Damaged => Failure(MilvusError.StorageFailedCode, "the database file is damaged: " + exception.Message),
                StorageFault.Inaccessible => Failure(
                    MilvusError.StorageFailedCode,
                    "the database file is not accessible: " + exception.Message),
                _ => Failure(MilvusError.StorageFailedCode, "the database file cannot be read or written: " + exception.Message),
            },
        };

#pragma warning disable CS0612 // The legacy code is deprecated, and still all that older clients read.
    private static Status Failure(int code, string message, LegacyCode? legacy = null) => new()
    {
        Code = code,
        Reason = message,
        Detail = message,
        ErrorCode = legacy is { } known ? (ErrorCode)known : code switch
        {
            MilvusError.DiskFullCode => ErrorCode.DiskQuotaExhausted,
            MilvusError.CollectionNotFoundCode => ErrorCode.CollectionNotExists,
            MilvusError.PartitionNotFoundCode or MilvusError.ReplicaNotFoundCode => ErrorCode.MetaFailed,
            MilvusError.IndexNotFoundCode => ErrorCode.IndexNotExist,
            MilvusError.ParameterCode => ErrorCode.IllegalArgument,
            _ => ErrorCode.UnexpectedError,
        },
    };
#pragma warning restore CS0612
}
