namespace Milvus.Core.Types;

/// <summary>The types to which an index can cast the values of a JSON path.</summary>
/// <param name="Types">The types.</param>
/// <param name="Refusal">The error for another type: {0} is the type as specified, {1} the same in upper case.</param>
internal sealed record JsonCasts(IReadOnlyList<string> Types, string Refusal)
{
    /// <summary>All types of casts.</summary>
    public static JsonCasts All { get; } = new(
        ["BOOL", "DOUBLE", "VARCHAR", "JSON", "ARRAY_BOOL", "ARRAY_DOUBLE", "ARRAY_VARCHAR"], "json_cast_type {0} is not supported");

    /// <summary>The error for a missing type.</summary>
    public string MissingRefusal { get; init; } =
        "json index must specify cast type: missing parameter[missing_param=json_cast_type]";
}
