namespace Milvus.Embedded.Errors;

/// <summary>A request fails with an error code of Milvus. Texts were read from a real server where possible.</summary>
internal sealed class MilvusError(int code, string message, LegacyCode? legacy = null) : Exception(message)
{
    public const int InternalCode = 5;
    public const int DiskFullCode = 7;
    public const int ResourcesInsufficientCode = 12;
    public const int CollectionNotFoundCode = 100;
    public const int NotLoadedCode = 101;
    public const int NotFullyLoadedCode = 103;
    public const int LoadedCode = 104;
    public const int SchemaMismatchCode = 109;
    public const int PartitionNotFoundCode = 200;
    public const int PartitionNotLoadedCode = 201;
    public const int ResourceGroupNotFoundCode = 300;
    public const int ResourceGroupExistsCode = 301;
    public const int ResourceGroupConfigCode = 303;
    public const int ResourceGroupNodesCode = 304;
    public const int ReplicaNotFoundCode = 400;
    public const int IndexNotFoundCode = 700;
    public const int DatabaseNotFoundCode = 800;
    public const int DatabaseNameCode = 802;
    public const int NodeNotFoundCode = 901;
    public const int StorageFailedCode = 1000;
    public const int ParameterCode = 1100;
    public const int ParameterMissingCode = 1101;
    public const int MetricNotFoundCode = 1200;
    public const int NotAuthenticatedCode = 1400;
    public const int NotPermittedCode = 1401;
    public const int PrivilegeGroupNameCode = 1405;
    public const int AliasNotFoundCode = 1600;
    public const int FieldNotFoundCode = 1700;
    public const int FieldNameCode = 1701;
    public const int QueryPlanCode = 2201;
    public const int UnexpectedCode = 65535;

    /// <summary>The current error code, on which clients act.</summary>
    public int Code { get; } = code;

    /// <summary>The code for clients before Milvus 2.3, if it does not follow from the current one.</summary>
    public LegacyCode? Legacy { get; } = legacy;

    /// <summary>An invalid parameter, in the form of merr.WrapErrParameterInvalidMsg of Milvus.</summary>
    public static MilvusError Parameter(string message) => new(ParameterCode, message + ": invalid parameter");

    /// <summary>An invalid parameter, with the expected and the actual value.</summary>
    public static MilvusError Parameter(string message, object expected, object actual) =>
        new(ParameterCode, $"{message}: invalid parameter[expected={expected}][actual={actual}]");

    /// <summary>A missing parameter.</summary>
    public static MilvusError Missing(string message) => new(ParameterMissingCode, message + ": missing parameter");

    /// <summary>An error for which Milvus has no code.</summary>
    public static MilvusError Unexpected(string message) => new(UnexpectedCode, message);

    public static MilvusError CollectionNotFound(string database, string collection) =>
        new(CollectionNotFoundCode, $"collection not found[database={database}][collection={collection}]");

    /// <summary>Clients act on the legacy code: they describe the collection and send the rows again.</summary>
    public static MilvusError SchemaMismatch(string collection) =>
        new(UnexpectedCode, $"the schema of collection {collection} changed while its rows were read", LegacyCode.SchemaMismatch);

    /// <summary>The rows of a request were made for an outdated schema. Clients describe the collection and send the rows again.</summary>
    public static MilvusError OutdatedSchema(string collection) =>
        new(SchemaMismatchCode, $"collection schema mismatch[collection={collection}]", LegacyCode.SchemaMismatch);

    public static MilvusError DatabaseNotFound(string database) =>
        new(DatabaseNotFoundCode, $"database not found[database={database}]");

    public static MilvusError PartitionNotFound(string partition) =>
        new(PartitionNotFoundCode, $"partition not found[partition={partition}]");

    public static MilvusError CreatePartitionNotLoaded(string partition) =>
        new(PartitionNotLoadedCode, $"partition not loaded[partition={partition}]");

    public static MilvusError CreateNotLoaded(string what, string collection) =>
        new(NotLoadedCode, $"{what}collection not loaded[collection={collection}]");
}
