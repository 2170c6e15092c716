namespace Milvus.Values;

/// <summary>
/// Maps output field names to field names: PowerShell ignores case, so ID and id are the same, but Milvus does not.
/// </summary>
internal static class OutputNames
{
    /// <summary>
    /// The names to request. A name in another case means a field if exactly one field matches. A dynamic key can have that name, too. The
    /// name then means the field, unless the field is also requested, and a verbose line reports it.
    /// </summary>
    /// <param name="asked">The names from the user; null for none.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="verbose">Receives verbose lines.</param>
    internal static string[]? Convert(string[]? asked, Collection schema, Action<string> verbose)
    {
        if (asked is null)
        {
            return null;
        }

        var exact = asked.Select(name => name.Trim()).ToHashSet(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var name in asked)
        {
            var field = FieldOf(name.Trim(), schema);
            if (field is null || (schema.EnableDynamicField && exact.Contains(field)))
            {
                names.Add(name);
                continue;
            }

            if (schema.EnableDynamicField)
            {
                verbose($"Output field '{name}' means the field {field} of {schema.Name}. $meta[\"{name.Trim()}\"] reads a "
                    + "dynamic key with this name.");
            }

            if (!exact.Contains(field) && !names.Contains(field))
            {
                names.Add(field);
            }
        }

        return [.. names];
    }

    private static string? FieldOf(string name, Collection schema)
    {
        var similar = schema
            .Field.Select(field => field.Name)
            .Where(field => field.Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return similar is [var only] && only != name ? only : null;
    }
}
