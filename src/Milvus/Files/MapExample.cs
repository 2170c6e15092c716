using System.Text.RegularExpressions;
using Milvus.Names;

namespace Milvus.Files;

/// <summary>An example of -Map for a file whose columns do not have the names of fields.</summary>
internal static partial class MapExample
{
    private const int MaxPairs = 10;

    /// <summary>The advice with the example; null if no column needs another name.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="unknown">The columns that are not fields.</param>
    /// <param name="missing">The fields that need a column.</param>
    /// <param name="columns">All columns.</param>
    internal static string? Create(
        Collection schema, IReadOnlyList<string> unknown, IReadOnlyList<string> missing, IReadOnlyCollection<string> columns)
    {
        if (unknown.Count == 0)
        {
            return null;
        }

        var free = schema.Field
            .Where(field => !field.IsFunctionOutput && !columns.Contains(field.Name))
            .Select(field => field.Name)
            .ToList();
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var column in unknown)
        {
            if (NearName.Find(column, free) is { } near)
            {
                fields[column] = near;
                free.Remove(near);
            }
        }

        var left = new Queue<string>(missing.Except(fields.Values.OfType<string>(), StringComparer.Ordinal));
        foreach (var column in unknown.Where(column => !fields.ContainsKey(column)))
        {
            if (left.TryDequeue(out var field))
            {
                fields[column] = field;
            }
            else if (!schema.EnableDynamicField)
            {
                fields[column] = null;
            }
        }

        if (fields.Count == 0)
        {
            return null;
        }

        var pairs = unknown.Where(fields.ContainsKey).Take(MaxPairs).Select(column => $"{Quote(column)} = {Write(fields[column])}");
        return $"Name the field of each column, for example -Map @{{ {string.Join("; ", pairs)} }}"
            + (fields.ContainsValue(null) ? ". $null leaves a column out." : ".");
    }

    private static string Write(string? field) => field is null ? "$null" : $"'{field}'";

    private static string Quote(string column) =>
        PlainName().IsMatch(column) ? column : $"'{column.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z_]\w*\z")]
    private static partial Regex PlainName();
}
