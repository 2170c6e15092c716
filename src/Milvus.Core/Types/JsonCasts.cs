namespace Milvus.Types;

/// <summary>As which types an index takes the values of a JSON path.</summary>
/// <param name="Types">The types.</param>
/// <param name="Refusal">How another type is refused: {0} is the type as it was written, {1} in capitals.</param>
internal sealed record JsonCasts(IReadOnlyList<string> Types, string Refusal)
{
    /// <summary>Every type there is.</summary>
    public static JsonCasts All { get; } = new(
        ["BOOL", "DOUBLE", "VARCHAR", "JSON", "ARRAY_BOOL", "ARRAY_DOUBLE", "ARRAY_VARCHAR"], "json_cast_type {0} is not supported");

    /// <summary>How the absence of a type is refused.</summary>
    public string MissingRefusal { get; init; } =
        "json index must specify cast type: missing parameter[missing_param=json_cast_type]";
}
