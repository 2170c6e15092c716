namespace Milvus.Client.Errors;

/// <summary>Finds the id of the closed list for what a server answered: by its code, by the legacy code, else by its words.</summary>
internal static class ErrorIds
{
    private const int Unexpected = 65535;

    /// <summary>Words of servers that give no code of their own for it. The first that fits counts.</summary>
    private static readonly (string Words, string ErrorId)[] Texts =
    [
        ("index cannot be dropped", MilvusErrorId.CollectionLoaded),
        ("please release it first", MilvusErrorId.CollectionLoaded),
        ("call release() first", MilvusErrorId.CollectionLoaded),
        ("collection is loaded", MilvusErrorId.CollectionLoaded),
        ("collection not loaded", MilvusErrorId.CollectionNotLoaded),
        ("call load() before", MilvusErrorId.CollectionNotLoaded),
        ("can't find collection", MilvusErrorId.CollectionNotFound),
        ("collection not found", MilvusErrorId.CollectionNotFound),
        ("index not found", MilvusErrorId.IndexNotFound),
        ("database not found", MilvusErrorId.DatabaseNotFound),
        ("partition not found", MilvusErrorId.PartitionNotFound),
        ("alias not found", MilvusErrorId.AliasNotFound),
        ("not found the user", MilvusErrorId.UserNotFound),
        ("not found the role", MilvusErrorId.RoleNotFound),
        ("there is no privilege group name", MilvusErrorId.PrivilegeGroupNotFound),
        ("not found the privilege", MilvusErrorId.InvalidArgument),
        ("not found the object type", MilvusErrorId.InvalidArgument),
        ("password length exceeds", MilvusErrorId.InvalidArgument),
        ("is defined by users", MilvusErrorId.AlreadyExists),
        ("cannot parse expression", MilvusErrorId.FilterSyntax),
        ("failed to create query plan", MilvusErrorId.FilterSyntax),
        ("failed to create expr", MilvusErrorId.FilterSyntax),
        ("unexpected token", MilvusErrorId.FilterSyntax),
        ("unexpected character", MilvusErrorId.FilterSyntax),
        ("unexpected end of expression", MilvusErrorId.FilterSyntax),
        ("unknown escape sequence", MilvusErrorId.FilterSyntax),
        ("unterminated string", MilvusErrorId.FilterSyntax),
        ("already exist", MilvusErrorId.AlreadyExists),
        ("create duplicate collection", MilvusErrorId.AlreadyExists),
        ("duplicated new collection name", MilvusErrorId.AlreadyExists),
        ("conflicts with an existing", MilvusErrorId.AlreadyExists),
        ("invalid partition name", MilvusErrorId.InvalidArgument),
        ("invalid index type", MilvusErrorId.InvalidArgument),
        ("non-exist field", MilvusErrorId.InvalidArgument),
        ("max query result window", MilvusErrorId.InvalidArgument),
        ("should be in range [", MilvusErrorId.InvalidArgument),
        ("should be used with limit", MilvusErrorId.InvalidArgument),
        ("if partition key mode is used", MilvusErrorId.InvalidArgument),
        ("available fields: [", MilvusErrorId.FilterSyntax),
        ("unknown scalar index_type", MilvusErrorId.InvalidArgument),
        ("unknown index_type: ", MilvusErrorId.InvalidArgument),
        ("' for create_index", MilvusErrorId.InvalidArgument),
        ("metric_type must be one of", MilvusErrorId.InvalidArgument),
        ("at most one distinct index is allowed", MilvusErrorId.AlreadyExists),
    ];

    /// <summary>The id for a status; an empty reason is allowed.</summary>
    internal static string Of(int code, Protocol.ErrorCode legacy, string reason)
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
            200 => MilvusErrorId.PartitionNotFound,
            300 => MilvusErrorId.ResourceGroupNotFound,
            301 or 1601 or 1602 => MilvusErrorId.AlreadyExists,
            303 or 802 => MilvusErrorId.InvalidArgument,
            700 => MilvusErrorId.IndexNotFound,
            800 => MilvusErrorId.DatabaseNotFound,
            1600 => MilvusErrorId.AliasNotFound,
            1100 or 1101 => ByText(reason) ?? MilvusErrorId.InvalidArgument,
            1102 => MilvusErrorId.MessageTooLarge,
            1405 => MilvusErrorId.InvalidArgument,
            1400 => MilvusErrorId.AuthenticationFailed,
            1401 => MilvusErrorId.PermissionDenied,
            10000 => MilvusErrorId.Stopped,
            10001 => MilvusErrorId.Timeout,
            _ => null,
        };
        return known ?? OfLegacy(legacy) ?? ByText(reason) ?? MissingPartition(reason) ?? MissingDatabase(reason) ?? MissingOnLite(reason) ?? MilvusErrorId.ServerError;
    }

    private static string? OfLegacy(Protocol.ErrorCode legacy) => legacy switch
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

    private static string? ByText(string reason)
    {
        foreach (var (words, errorId) in Texts)
        {
            if (reason.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return errorId;
            }
        }

        return null;
    }

    // Reads of Milvus 2.3 name the partition between the words, and give no code.
    private static string? MissingPartition(string reason) =>
        reason.Contains("partition name ", StringComparison.Ordinal) && reason.EndsWith(" not found", StringComparison.Ordinal)
            ? MilvusErrorId.PartitionNotFound
            : null;

    // Milvus Lite gives a missing alias the code of a missing collection, and a missing database no code.
    private static string AliasOrCollection(string reason) =>
        reason.StartsWith("alias '", StringComparison.Ordinal) ? MilvusErrorId.AliasNotFound : MilvusErrorId.CollectionNotFound;

    private static string? MissingDatabase(string reason) =>
        reason.StartsWith("target database:", StringComparison.Ordinal) && reason.EndsWith(" not found", StringComparison.Ordinal)
            ? MilvusErrorId.DatabaseNotFound
            : null;

    private static string? MissingOnLite(string reason) =>
        reason.StartsWith("database '", StringComparison.Ordinal) && reason.EndsWith("does not exist", StringComparison.Ordinal)
            ? MilvusErrorId.DatabaseNotFound
            : null;
}
