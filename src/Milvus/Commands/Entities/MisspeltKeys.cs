using Milvus.Files;
using Milvus.Names;

namespace Milvus.Commands.Entities;

/// <summary>Keys of rows that are not fields, but similar to a field that the row does not have.</summary>
internal sealed class MisspeltKeys(Collection schema)
{
    private const int MaxNames = 1000;

    private readonly HashSet<string> _fields = schema.Field.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _near = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>The advice for a row that was refused; null if none of its keys is similar to a missing field.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isOfFile">Whether -Map can give its keys other names.</param>
    internal string? Find(IEnumerable<KeyValuePair<string, object?>> row, bool isOfFile) => FindAll(row).Select(pair =>
        $"Did you mean {pair.Near} instead of {pair.Name}?"
            + (isOfFile ? $" -Map @{{ {MapExample.Quote(pair.Name)} = '{pair.Near}' }} imports it so." : string.Empty)).FirstOrDefault();

    /// <summary>Warns of the keys of a row that was taken: they are stored as dynamic keys.</summary>
    internal void WarnOnce(IEnumerable<KeyValuePair<string, object?>> row, Action<string> warn)
    {
        if (!schema.EnableDynamicField)
        {
            return;
        }

        foreach (var (name, near) in FindAll(row).ToList())
        {
            _reported.Add(name);
            warn($"'{name}' is not a field of {schema.Name}, and is stored as a dynamic key. Did you mean {near}?");
        }
    }

    /// <summary>
    /// Says of the columns of a file which of them a row that was taken has stored as dynamic keys, although they are similar to fields;
    /// null if none is.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="isMeant">Whether a name was specified, so that it is not misspelt.</param>
    internal string? Describe(IEnumerable<KeyValuePair<string, object?>> row, Func<string, bool> isMeant)
    {
        var found = schema.EnableDynamicField ? FindAll(row).Where(pair => !isMeant(pair.Name)).ToList() : [];
        return found.Count == 0
            ? null
            : $"{string.Join(", ", found.Select(pair => $"'{pair.Name}'"))} {(found.Count == 1 ? "is not a field" : "are not fields")} of "
                + $"{schema.Name}, and {(found.Count == 1 ? "is stored as a dynamic key" : "are stored as dynamic keys")}. Did you mean "
                + $"{string.Join(", ", found.Select(pair => pair.Near))}? -Map @{{ "
                + $"{string.Join("; ", found.Select(pair => $"{MapExample.Quote(pair.Name)} = '{pair.Near}'"))} }} fills "
                + $"{(found.Count == 1 ? "the field" : "the fields")}.";
    }

    private IEnumerable<(string Name, string Near)> FindAll(IEnumerable<KeyValuePair<string, object?>> row)
    {
        foreach (var (name, _) in row)
        {
            if (!_fields.Contains(name)
                && !_reported.Contains(name)
                && FindNear(name) is { } near
                && !row.Any(pair => pair.Key == near))
            {
                yield return (name, near);
            }
        }
    }

    // Rows have the same keys again and again.
    private string? FindNear(string name)
    {
        if (!_near.TryGetValue(name, out var near))
        {
            near = _near.Count < MaxNames ? NearName.Find(name, _fields) : null;
            if (_near.Count < MaxNames)
            {
                _near[name] = near;
            }
        }

        return near;
    }
}
