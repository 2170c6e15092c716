using System.Text.RegularExpressions;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client.Values;

/// <summary>Output fields that were requested by name: every row has all of them, null without a value.</summary>
internal static partial class AskedFields
{
    /// <summary>Whether all dynamic keys were requested. Some servers return all of them if one was.</summary>
    internal static bool AreAll(IReadOnlyList<string>? asked) => asked is null || asked.Any(name => name is "*" or RowBatch.DynamicField);

    /// <summary>The names that the answer has no column for, each with the dynamic key that has its value.</summary>
    /// <exception cref="MilvusException">A name is a path into a field, which no server returns.</exception>
    internal static IReadOnlyList<KeyValuePair<string, string>> FindMissing(
        IReadOnlyList<string>? asked,
        IReadOnlyList<PageColumn> columns,
        Collection schema)
    {
        var names = new List<KeyValuePair<string, string>>();
        foreach (var name in (asked ?? []).Select(name => name.Trim()).Distinct(StringComparer.Ordinal))
        {
            // "%" means all vectors, and a field of a struct is in the column of the struct.
            var whole = name.Split('[')[0];
            if (
                name is not ("*" or "%" or RowBatch.DynamicField)
                && columns.All(column => column.Name != name)
                && !IsInStruct(schema, whole))
            {
                names.Add(KeyValuePair.Create(name, KeyOf(name, whole)));
            }
        }

        return names;
    }

    // An empty value instead of the value at the path would be a wrong result.
    private static string KeyOf(string name, string whole) => DynamicKey().Match(name) is { Success: true } key ? key.Groups["key"].Value
        : !name.Contains('[', StringComparison.Ordinal) ? name
        : throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"The output field {name} is a path into {whole}, which the server does not return.")
        {
            Field = name,
            RecommendedAction = $"Request {whole} as a whole, and read the value from it.",
        };

    private static bool IsInStruct(Collection schema, string name) =>
        schema.Field.Any(field => field.Name == name && field.StructField.Count > 0);

    [GeneratedRegex("""^\$meta\[(?<quote>["'])(?<key>[^"'\[\]]+)\k<quote>\]$""", RegexOptions.CultureInvariant)]
    private static partial Regex DynamicKey();
}
