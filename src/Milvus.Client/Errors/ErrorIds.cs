namespace Milvus.Client.Errors;

/// <summary>Finds the error id of a server's answer: by its code, by the legacy code, otherwise by its text.</summary>
internal static class ErrorIds
{
    private const int Unexpected = 65535;

    /// <summary>The id of a status; the reason may be empty.</summary>
    internal static string FindId(int code, Protocol.ErrorCode legacy, string reason)
    {
        var known = code switch
        {
            0 or 1 or 5 or 6 or Unexpected => null,
            7 when reason.StartsWith("the disk of the database is full", StringComparison.Ordinal) => MilvusErrorId.DiskFull,
            2 => MilvusErrorId.ServerUnavailable,
            3 or 7 or 9 => MilvusErrorId.QuotaExceeded,
            4 or 8 => MilvusErrorId.RateLimited,
            10 or 3000 => MilvusErrorId.NotSupported,
            100 => AliasOrCollection(reason),
            101 or 103 or 201 or 202 => MilvusErrorId.CollectionNotLoaded,
            104 => MilvusErrorId.CollectionLoaded,
            109 => MilvusErrorId.SchemaMismatch,
            200 => MilvusErrorId.PartitionNotFound,
            300 => MilvusErrorId.ResourceGroupNotFound,
            301 or 1601 or 1602 => MilvusErrorId.AlreadyExists,
            102 or 250 or 801 => MilvusErrorId.QuotaExceeded,
            105 or 107 or 302 or 303 or 304 or 305 or 600 or 701 or 802 or 901 => MilvusErrorId.InvalidArgument,
            702 => ErrorTexts.FindId(reason) ?? MilvusErrorId.InvalidArgument,
            // An unknown import job.
            1000 when reason.Contains("importtask", StringComparison.Ordinal) => MilvusErrorId.ObjectNotFound,
            1000 when reason.StartsWith("the database file is damaged", StringComparison.Ordinal) => MilvusErrorId.DatabaseCorrupt,
            1000 when reason.StartsWith("the database file is not accessible", StringComparison.Ordinal) => MilvusErrorId.FileNotFound,
            1700 => MilvusErrorId.FieldNotFound,
            1200 or 1701 => MilvusErrorId.InvalidArgument,
            700 => MilvusErrorId.IndexNotFound,
            800 => MilvusErrorId.DatabaseNotFound,
            1600 => MilvusErrorId.AliasNotFound,
            1100 or 1101 => ErrorTexts.FindId(reason) ?? MilvusErrorId.InvalidArgument,
            1102 => MilvusErrorId.MessageTooLarge,
            1405 => MilvusErrorId.InvalidArgument,
            1400 => MilvusErrorId.AuthenticationFailed,
            1401 => MilvusErrorId.PermissionDenied,
            10000 => MilvusErrorId.Stopped,
            10001 => MilvusErrorId.Timeout,
            _ => null,
        };
        return known ?? FindLegacyId(legacy) ?? ErrorTexts.FindId(reason) ?? MilvusErrorId.ServerError;
    }

    private static string? FindLegacyId(Protocol.ErrorCode legacy) => legacy switch
    {
        Protocol.ErrorCode.CollectionNotExists or Protocol.ErrorCode.CollectionNameNotFound => MilvusErrorId.CollectionNotFound,
        Protocol.ErrorCode.IndexNotExist => MilvusErrorId.IndexNotFound,
        Protocol.ErrorCode.PermissionDenied => MilvusErrorId.PermissionDenied,
        Protocol.ErrorCode.IllegalDimension => MilvusErrorId.DimensionMismatch,
        Protocol.ErrorCode.RateLimit => MilvusErrorId.RateLimited,
        Protocol.ErrorCode.ForceDeny or Protocol.ErrorCode.MemoryQuotaExhausted or Protocol.ErrorCode.DiskQuotaExhausted =>
            MilvusErrorId.QuotaExceeded,
        Protocol.ErrorCode.SchemaMismatch => MilvusErrorId.SchemaMismatch,
        _ => null,
    };

    // Milvus Lite uses the code of a missing collection for a missing alias.
    private static string AliasOrCollection(string reason) =>
        reason.StartsWith("alias '", StringComparison.Ordinal) ? MilvusErrorId.AliasNotFound : MilvusErrorId.CollectionNotFound;
}
