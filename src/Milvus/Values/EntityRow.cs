namespace Milvus.Values;

/// <summary>A row whose values are converted for the user: its fields in schema order, then its dynamic fields.</summary>
internal sealed class EntityRow
{
    /// <param name="row">The fields with their values.</param>
    /// <param name="names">The names of the properties, for all rows of a command.</param>
    internal EntityRow(IEnumerable<KeyValuePair<string, object?>> row, RowNames names)
    {
        var properties = new List<EntityProperty>();
        foreach (var (field, value) in row)
        {
            var converted = EntityWriter.ToValue(value);
            HasControl = HasControl || ControlCharacters.AreIn(field) || ControlCharacters.AreIn(converted);
            // A lookup in the properties of an object, which also searches the types, would take longer than all the rest.
            properties.Add(new EntityProperty(names.Choose(properties.Count, field), field, converted));
        }

        Properties = properties;
    }

    /// <summary>The properties, whose names PowerShell distinguishes.</summary>
    internal List<EntityProperty> Properties { get; }

    /// <summary>Whether a name or a value has control characters.</summary>
    internal bool HasControl { get; }
}
