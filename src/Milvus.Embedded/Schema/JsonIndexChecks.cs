using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>
/// An index on a path into a JSON field, or on a key of the dynamic field: what path, and as what type the values are taken.
/// </summary>
internal static class JsonIndexChecks
{
    public const string CastType = "json_cast_type";

    /// <summary>Checks the parameters, and keeps the path as a JSON pointer and the type in capitals, as Milvus describes them.</summary>
    /// <param name="field">The JSON field.</param>
    /// <param name="named">The name in the request: the field's, or a key of the dynamic field.</param>
    /// <param name="casts">The types that the index type takes values as.</param>
    /// <param name="parameters">The parameters, flat.</param>
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
            node = Parser.Parse(new FilterText(text));
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
