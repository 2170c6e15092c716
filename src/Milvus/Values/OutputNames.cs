namespace Milvus.Values;

/// <summary>
/// Maps output field names to field names: PowerShell ignores case, so ID and id are the same, but Milvus does not.
/// </summary>
internal static class OutputNames
{
    /// <summary>
    /// The names to ask for. A name in other case is a field's where exactly one field can be meant. A dynamic key can have that very name:
    /// there the field is meant unless it is asked for too, and a verbose line says so.
    /// </summary>
    /// <param name="asked">The names as the user wrote them; null for none.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="verbose">Takes verbose lines.</param>
    internal static string[]? Of(string[]? asked, Collection schema, Action<string> verbose)
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
