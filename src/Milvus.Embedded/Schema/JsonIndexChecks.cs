using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>
/// Validates an index on a path in a JSON field, or on a key of the dynamic field: the path, and the type to which values are cast.
/// </summary>
internal static class JsonIndexChecks
{
    public const string CastType = "json_cast_type";

    /// <summary>Validates the parameters. As in Milvus, the path is stored as a JSON Pointer and the type in upper case.</summary>
    /// <param name="field">The JSON field.</param>
    /// <param name="named">The name in the request: that of the field, or a key of the dynamic field.</param>
    /// <param name="casts">The types to which the index type can cast values.</param>
    /// <param name="parameters">The flat parameters.</param>
    public static void Check(FieldSchema field, string named, JsonCasts casts, List<KeyValuePair> parameters)
    {
        if (parameters.Find(CastType) is not { } given)
        {
            throw new MilvusError(MilvusError.ParameterMissingCode, casts.MissingRefusal);
        }

        var cast = given.Trim().ToUpperInvariant();
        if (!casts.Types.Contains(cast))
        {
            throw MilvusError.Parameter(string.Format(CultureInfo.InvariantCulture, casts.Refusal, given, cast));
        }

        CheckFunction(cast, parameters.Find("json_cast_function"));
        IndexChecks.Set(parameters, CastType, cast);
        IndexChecks.Set(parameters, IndexEntry.PathKey, PointerOf(field, parameters.Find(IndexEntry.PathKey) ?? named));
    }

    private static void CheckFunction(string cast, string? function)
    {
        if (function is not (null or "STRING_TO_DOUBLE"))
        {
            throw MilvusError.Parameter($"json_cast_function {function} is not supported");
        }

        if (function is not null && cast != "DOUBLE")
        {
            throw MilvusError.Parameter($"json_cast_function {function} is not supported for json_cast_type {cast}");
        }
    }

    private static string PointerOf(FieldSchema field, string text)
    {
        SyntaxNode node;
        try
        {
            node = Parser.Parse(new FilterText(text), CancellationToken.None);
        }
        catch (FilterException exception)
        {
            throw MilvusError.Unexpected($"cannot parse identifier: {text}, {exception.Message}");
        }

        if (node is not PathSyntax path)
        {
            throw MilvusError.Unexpected($"cannot parse identifier: {text}");
        }

        var keys = path.Path.Select(segment => segment.Key);
        if (path.Name != field.Name)
        {
            // Any other name is a key of the dynamic field.
            keys =
                field.Name == ColumnSet.DynamicField
                    ? keys.Prepend(path.Name)
                    : throw MilvusError.Unexpected("fieldID not match with field name");
        }

        return string.Concat(
            keys.Select(key => "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));
    }
}
