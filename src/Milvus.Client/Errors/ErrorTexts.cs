using System.Text.RegularExpressions;

namespace Milvus.Client.Errors;

/// <summary>The texts of servers for errors without a specific code, and their ids.</summary>
internal static partial class ErrorTexts
{
    private const string NotEmpty = "Drop its collections first: Get-MilvusCollection -Database NAME | Remove-MilvusCollection.";

    /// <summary>The first match counts: specific texts come first.</summary>
    private static readonly ErrorText[] _texts =
    [
        // Embedders of the engine. Their reasons can have any words of an endpoint.
        new("no embedder: ", MilvusErrorId.EmbedderMissing),
        new("embedder mismatch: ", MilvusErrorId.EmbedderMismatch),
        new("embedder timed out: ", MilvusErrorId.Timeout, "Use a longer -TimeoutSec of New-MilvusEmbedder."),
        new("embedder failed: ", MilvusErrorId.EmbedderFailed),
        new("index cannot be dropped", MilvusErrorId.CollectionLoaded),
        new("please release it first", MilvusErrorId.CollectionLoaded),
        new("call release() first", MilvusErrorId.CollectionLoaded),
        new("collection is loaded", MilvusErrorId.CollectionLoaded),
        new("collection not loaded", MilvusErrorId.CollectionNotLoaded),
        // Milvus 2.3 says so within an error of its query node, whose code is the general one.
        new("partition not loaded", MilvusErrorId.CollectionNotLoaded),
        new("call load() before", MilvusErrorId.CollectionNotLoaded),
        new("can't find collection", MilvusErrorId.CollectionNotFound),
        new("collection not found", MilvusErrorId.CollectionNotFound),
        new("index not found", MilvusErrorId.IndexNotFound),
        new("database not found", MilvusErrorId.DatabaseNotFound),
        new("partition not found", MilvusErrorId.PartitionNotFound),
        new("resource group not found", MilvusErrorId.ResourceGroupNotFound),
        new("alias not found", MilvusErrorId.AliasNotFound),
        new("not found the user", MilvusErrorId.UserNotFound),
        new("not found the role", MilvusErrorId.RoleNotFound),
        new("there is no privilege group name", MilvusErrorId.PrivilegeGroupNotFound),
        new("not found the privilege", MilvusErrorId.InvalidArgument),
        new("not found the object type", MilvusErrorId.InvalidArgument),
        new("password length exceeds", MilvusErrorId.InvalidArgument),
        new("is defined by users", MilvusErrorId.AlreadyExists),
        new("cannot parse expression", MilvusErrorId.FilterSyntax),
        new("failed to create query plan", MilvusErrorId.FilterSyntax),
        new("failed to create expr", MilvusErrorId.FilterSyntax),
        new("unexpected token", MilvusErrorId.FilterSyntax),
        new("unexpected character", MilvusErrorId.FilterSyntax),
        new("unexpected end of expression", MilvusErrorId.FilterSyntax),
        new("unknown escape sequence", MilvusErrorId.FilterSyntax),
        new("unterminated string", MilvusErrorId.FilterSyntax),
        new("already exist", MilvusErrorId.AlreadyExists),
        new("create duplicate collection", MilvusErrorId.AlreadyExists),
        new("duplicated new collection name", MilvusErrorId.AlreadyExists),
        new("conflicts with an existing", MilvusErrorId.AlreadyExists),
        new("invalid partition name", MilvusErrorId.InvalidArgument),
        new("invalid index type", MilvusErrorId.InvalidArgument),
        new("non-exist field", MilvusErrorId.FieldNotFound),
        new("max query result window", MilvusErrorId.InvalidArgument),
        new("should be in range [", MilvusErrorId.InvalidArgument),
        new("should be used with limit", MilvusErrorId.InvalidArgument),
        new("if partition key mode is used", MilvusErrorId.InvalidArgument),
        new("available fields: [", MilvusErrorId.FilterSyntax),
        new("unknown scalar index_type", MilvusErrorId.InvalidArgument),
        new("unknown index_type: ", MilvusErrorId.InvalidArgument),
        new("' for create_index", MilvusErrorId.FieldNotFound),
        new("metric_type must be one of", MilvusErrorId.InvalidArgument),
        new("at most one distinct index is allowed", MilvusErrorId.AlreadyExists),
        new("context deadline exceeded", MilvusErrorId.Timeout),
        new("context canceled", MilvusErrorId.Stopped),
        // Milvus before 2.4.
        new(
            "multiple vector fields is not supported",
            MilvusErrorId.NotSupported,
            "Milvus 2.4 and later have collections with several vector fields."),
        new("snapshot not found", MilvusErrorId.ObjectNotFound, "Get-MilvusSnapshot lists the snapshots of the collection."),
        new("snapshot is pinned", MilvusErrorId.InvalidArgument, "Unlock-MilvusSnapshot removes the pin."),
        new("must drop all collections before drop database", MilvusErrorId.InvalidArgument, NotEmpty),
        new("' is not empty", MilvusErrorId.InvalidArgument, NotEmpty),
        new("drop default database", MilvusErrorId.InvalidArgument),
        new(
            "the role that it has privileges",
            MilvusErrorId.InvalidArgument,
            "Revoke-MilvusPrivilege revokes its privileges; Remove-MilvusRole -Force revokes them and drops the role."),
        new("default partition cannot be deleted", MilvusErrorId.InvalidArgument),
        new(
            "cannot drop the collection via alias",
            MilvusErrorId.InvalidArgument,
            "Use the name of the collection: Get-MilvusAlias shows it. Remove-MilvusAlias drops the alias."),
        new(
            "because it has associated aliases",
            MilvusErrorId.InvalidArgument,
            "Drop the aliases first: Get-MilvusAlias lists them, Remove-MilvusAlias drops them."),
        new(
            "use an alias to rename collection",
            MilvusErrorId.InvalidArgument,
            "Use the name of the collection: Get-MilvusAlias shows it."),
        new(
            "must drop all aliases",
            MilvusErrorId.InvalidArgument,
            "Drop the aliases first: Get-MilvusAlias lists them, Remove-MilvusAlias drops them."),
        new("vector dimension mismatch", MilvusErrorId.DimensionMismatch),
        new("creating multiple indexes on same field", MilvusErrorId.AlreadyExists),
        new("not found in schema", MilvusErrorId.FieldNotFound),
        new("field not found", MilvusErrorId.FieldNotFound),
        new("key not found[key=importtask", MilvusErrorId.ObjectNotFound),
        new("function not found: ", MilvusErrorId.ObjectNotFound),
        new("json group by", MilvusErrorId.InvalidArgument),
        new("for group by", MilvusErrorId.InvalidArgument),
        new("groupby field", MilvusErrorId.InvalidArgument),
        new("failed to cast json value", MilvusErrorId.InvalidArgument),
        new("not allowed to retrieve raw data", MilvusErrorId.InvalidArgument),
        new("should be a number", MilvusErrorId.InvalidArgument),
        new("type conflict in json", MilvusErrorId.InvalidArgument),
        new("invalid integer value", MilvusErrorId.InvalidArgument),
        new("invalid float value", MilvusErrorId.InvalidArgument),
        new("invalid syntax", MilvusErrorId.InvalidArgument),
        new("could not convert string to float", MilvusErrorId.InvalidArgument),
        new("is not a number or infinity", MilvusErrorId.InvalidArgument),
        new("out of range", MilvusErrorId.InvalidArgument),
        new("should be larger than k", MilvusErrorId.InvalidArgument),
        new("must be less than", MilvusErrorId.InvalidArgument),
        new("must be greater than", MilvusErrorId.InvalidArgument),
        new("invalid dimension", MilvusErrorId.InvalidArgument),
        new("should be multiple of 8", MilvusErrorId.InvalidArgument),
        new("should be in range", MilvusErrorId.InvalidArgument),
        new("invalid field name", MilvusErrorId.InvalidArgument),
        new("duplicated field name", MilvusErrorId.InvalidArgument),
        new("metric type not", MilvusErrorId.InvalidArgument),
        new("metric_type not found", MilvusErrorId.InvalidArgument),
        new("missing required 'metric_type'", MilvusErrorId.InvalidArgument),
        new("; call drop_index first", MilvusErrorId.AlreadyExists),
        new("unsupported dense metric", MilvusErrorId.InvalidArgument),
        new("not support metric type", MilvusErrorId.InvalidArgument),
        new("metric type mismatch", MilvusErrorId.InvalidArgument),
        new("predicate is not a boolean", MilvusErrorId.FilterSyntax),
        new("must evaluate to bool", MilvusErrorId.FilterSyntax),
        new("between incompatible types", MilvusErrorId.FilterSyntax),
        new("unknown timezone", MilvusErrorId.InvalidArgument),
        new("requires a vector field", MilvusErrorId.InvalidArgument),
        new("is not implemented; supported", MilvusErrorId.InvalidArgument),
        new("schema has no vector field", MilvusErrorId.InvalidArgument),
        new("search iteration v2 does not support", MilvusErrorId.InvalidArgument),
        new("count entities with pagination", MilvusErrorId.InvalidArgument),
        new("not allow to set partition name", MilvusErrorId.InvalidArgument),
        new("exceeds max configuration", MilvusErrorId.InvalidArgument),
        new("not found in source node", MilvusErrorId.InvalidArgument),
        new("failed to decode the request", MilvusErrorId.InvalidArgument),
        new("rbac meta is empty", MilvusErrorId.InvalidArgument),
        new("cannot parse identifier", MilvusErrorId.InvalidArgument),
        new("fieldid not match", MilvusErrorId.InvalidArgument),
        new("not a json object", MilvusErrorId.InvalidArgument),
        // The proxy of Milvus 2.3 says so before it writes, with the code of failed input and output.
        new(
            "json: cannot unmarshal",
            MilvusErrorId.InvalidArgument,
            "Milvus 2.3 stores only objects in JSON fields: write @{ value = … } instead of a number, a text, a boolean or a list. Before "
                + "a copy or a backup, Convert-MilvusCollection with -Transform makes such objects of the values of a collection."),
        new(
            "has no corresponding fielddata pass in",
            MilvusErrorId.InvalidArgument,
            "A new row needs all fields without a default value. With -Partial, perhaps no row has this key: Get-MilvusEntity with -Id "
                + "shows the rows that exist."),
        new("name couldn't be empty", MilvusErrorId.InvalidArgument),
        new("takes one group of vectors", MilvusErrorId.InvalidArgument),
        new(
            "was compacted or emptied after the moment",
            MilvusErrorId.InvalidArgument,
            "Begin the read again: an export with -Force, a read with a checkpoint after its file is removed."),
        new("parse output field name failed", MilvusErrorId.InvalidArgument, "Get-MilvusField lists the fields of the collection."),
        new("binary vector is only supported", MilvusErrorId.InvalidArgument, "Choose an index type for the type of the field."),
        new("float vector is only supported", MilvusErrorId.InvalidArgument, "Choose an index type for the type of the field."),
        new(
            "parameter `m` not found",
            MilvusErrorId.InvalidArgument,
            "Use -Parameter @{ m = … } with a number that divides the dimension."),
        new(
            "should be a multiple of m",
            MilvusErrorId.InvalidArgument,
            "Use -Parameter @{ m = … } with a number that divides the dimension."),
        new("cannot remove default partition", MilvusErrorId.InvalidArgument),
        new("out of range: [", MilvusErrorId.InvalidArgument),
    ];

    /// <summary>Texts that contain a name.</summary>
    private static readonly (Regex Pattern, string ErrorId)[] _patterns =
    [
        (MissingPartition(), MilvusErrorId.PartitionNotFound),
        (MissingDatabase(), MilvusErrorId.DatabaseNotFound),
        (MissingField(), MilvusErrorId.FieldNotFound),
        (MissingJob(), MilvusErrorId.ObjectNotFound),
        (UnknownMetric(), MilvusErrorId.InvalidArgument),
    ];

    /// <summary>The id of a reason; null if its text is unknown.</summary>
    internal static string? FindId(string reason) =>
        Find(reason)?.ErrorId ?? _patterns.FirstOrDefault(item => item.Pattern.IsMatch(reason)).ErrorId;

    /// <summary>The recommended action, if the text is more specific than the id.</summary>
    internal static string? FindAdvice(string reason) => Find(reason)?.Advice;

    private static ErrorText? Find(string reason) =>
        _texts.FirstOrDefault(text => reason.Contains(text.Words, StringComparison.OrdinalIgnoreCase));

    // Reads of Milvus 2.3.
    [GeneratedRegex("partition name .* not found$", RegexOptions.Singleline)]
    private static partial Regex MissingPartition();

    // Milvus and Milvus Lite.
    [GeneratedRegex("^(target )?database:.* not found|^database '.*' does not exist$", RegexOptions.Singleline)]
    private static partial Regex MissingDatabase();

    [GeneratedRegex("^field .* not exist|^field .* does not exist", RegexOptions.Singleline)]
    private static partial Regex MissingField();

    [GeneratedRegex("^restore job .* not found", RegexOptions.Singleline)]
    private static partial Regex MissingJob();

    [GeneratedRegex("metric type .* is not supported", RegexOptions.Singleline)]
    private static partial Regex UnknownMetric();

    /// <param name="Words">A part of the reason; case is ignored.</param>
    /// <param name="ErrorId">The id of the text.</param>
    /// <param name="Advice">The recommended action; null for that of the id.</param>
    private sealed record ErrorText(string Words, string ErrorId, string? Advice = null);
}
