using System.Text.RegularExpressions;
using Milvus.Names;

namespace Milvus.Files;

/// <summary>An example of -Map for a file whose columns do not have the names of fields.</summary>
internal static partial class MapExample
{
    private const int MaxPairs = 10;

    // What the user replaces.
    private const string Blank = "...";

    // The letters of a name that is a part of another one.
    private const int MinCommon = 3;

    /// <summary>The advice with the example; null if no column needs another name.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="unknown">The columns that are not fields.</param>
    /// <param name="missing">The fields that need a column.</param>
    /// <param name="columns">All columns.</param>
    /// <param name="map">The map that the user has already.</param>
    /// <param name="fits">Whether the values of a column can be those of a field.</param>
    internal static string? Create(
        Collection schema,
        IReadOnlyList<string> unknown,
        IReadOnlyList<string> missing,
        IReadOnlyCollection<string> columns,
        ColumnMap map,
        Func<string, Field, bool> fits)
    {
        if (unknown.Count == 0)
        {
            return null;
        }

        var taken = columns.Select(map.FindField).ToHashSet(StringComparer.Ordinal);
        var free = schema.Field.Where(field => !field.IsFunctionOutput && !taken.Contains(field.Name)).ToList();
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        Assign((column, names) => NearName.Find(column, names), free);
        Assign(FindAlike, free);
        Assign(FindOnly, [.. free.Where(field => missing.Contains(field.Name))]);
        var open = free.Where(field => !field.AutoId && !fields.ContainsValue(field.Name)).Select(field => field.Name).ToList();
        if (!schema.EnableDynamicField)
        {
            // A column is only left out if no field is left that could be meant.
            var rest = open.Count == 0 ? null : Blank;
            foreach (var column in unknown)
            {
                fields.TryAdd(column, rest);
            }
        }

        if (fields.Count == 0)
        {
            return null;
        }

        var pairs = map.Columns
            .Select(column => (Column: column, Field: map.FindField(column)))
            .Concat(unknown.Where(fields.ContainsKey).Select(column => (Column: column, Field: fields[column])))
            .Take(MaxPairs)
            .Select(pair => $"{Quote(pair.Column)} = {Write(pair.Field)}");
        return $"Name the field of each column, for example -Map @{{ {string.Join("; ", pairs)} }}"
            + (fields.ContainsValue(Blank)
                ? $". Instead of '{Blank}', write {FileColumns.Join(open)}, or $null, which leaves the column out."
                : fields.ContainsValue(null) ? ". $null leaves a column out." : ".");

        // A column that is the only one for a field which it is the only one for.
        string? FindOnly(string column, IReadOnlyList<string> names) => names is [var only]
            && unknown.Count(other => !fields.ContainsKey(other) && fits(other, free.First(field => field.Name == only))) == 1
                ? only
                : null;

        // Columns whose names say it choose first.
        void Assign(Func<string, IReadOnlyList<string>, string?> choose, IReadOnlyList<Field> among)
        {
            foreach (var column in unknown.Where(column => !fields.ContainsKey(column)))
            {
                var names = among
                    .Where(field => !fields.ContainsValue(field.Name) && fits(column, field))
                    .Select(field => field.Name)
                    .ToList();
                if (choose(column, names) is { } name)
                {
                    fields[column] = name;
                }
            }
        }
    }

    internal static string Write(string? field) => field is null ? "$null" : $"'{field}'";

    internal static string Quote(string column) =>
        PlainName().IsMatch(column) ? column : QuotedText.Of(column);

    // vec and vector, doc_title and title.
    private static string? FindAlike(string column, IReadOnlyList<string> names) => names.FirstOrDefault(name =>
        Math.Min(name.Length, column.Length) >= MinCommon
        && (name.Contains(column, StringComparison.OrdinalIgnoreCase) || column.Contains(name, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"^[A-Za-z_]\w*\z")]
    private static partial Regex PlainName();
}
