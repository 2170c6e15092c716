using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Values;

/// <summary>Converts rows for the user, and stores their origin.</summary>
internal static class EntityWriter
{
    /// <summary>The type name of rows in views.</summary>
    internal const string TypeName = "Milvus.Entity";

    /// <summary>The type name that marks a JSON string; without it, text for a JSON field is JSON text.</summary>
    internal const string JsonStringTypeName = "Milvus.JsonString";

    // The properties of a row have the user's names, so the origin must not be a property.
    private static readonly ConditionalWeakTable<PSObject, EntityOrigin> _origins = [];

    // The names of fields whose properties have other ones, by property.
    private static readonly ConditionalWeakTable<PSObject, Dictionary<string, string>> _names = [];

    /// <summary>The field of a property of a row that was read; otherwise the same name.</summary>
    internal static string FindField(PSObject row, string property) =>
        _names.TryGetValue(row, out var names) && names.TryGetValue(property, out var field) ? field : property;

    /// <summary>The origin of a row; null for a row that the user created.</summary>
    internal static EntityOrigin? FindOrigin(PSObject row) => _origins.TryGetValue(row, out var origin) ? origin : null;

    /// <summary>
    /// Converts a row to an object: its fields in schema order, then its dynamic fields. Names that differ only in case are ambiguous in
    /// PowerShell, so the later ones get a number. When the object is written, they have their names again.
    /// </summary>
    /// <param name="row">The fields with their values.</param>
    /// <param name="origin">Where the row comes from.</param>
    /// <param name="names">The names of the properties, for all rows of a command.</param>
    internal static PSObject ToObject(IEnumerable<KeyValuePair<string, object?>> row, EntityOrigin origin, RowNames names) =>
        ToObject(new EntityRow(row, names), origin);

    /// <summary>Makes the object of a converted row.</summary>
    internal static PSObject ToObject(EntityRow row, EntityOrigin origin)
    {
        var entity = new PSObject();
        entity.TypeNames.Insert(0, TypeName);
        var properties = entity.Properties;
        foreach (var (name, field, value) in row.Properties)
        {
            properties.Add(new PSNoteProperty(name, value), preValidated: true);
            if (name != field)
            {
                _names.GetOrCreateValue(entity)[name] = field;
            }
        }

        if (row.HasControl)
        {
            ControlCharacters.Mark(entity);
        }

        _origins.Add(entity, origin);
        return entity;
    }

    /// <summary>Converts a value of a row for the user.</summary>
    internal static object? ToValue(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => ToJsonObject(map),
        object?[] list => Array.ConvertAll(list, ToValue),
        JsonString marked => Mark(marked.Text),
        _ => value,
    };

    /// <summary>Whether a text is marked as a JSON string, also after deserialization.</summary>
    internal static bool IsJsonString(PSObject text) => text.TypeNames is [JsonStringTypeName or "Deserialized." + JsonStringTypeName, ..];

    /// <summary>Converts a row to a hashtable, which distinguishes names that differ only in case.</summary>
    internal static Hashtable ToHashtable(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var table = new Hashtable(StringComparer.Ordinal);
        foreach (var (name, value) in row)
        {
            table[name] = ToValue(value);
        }

        return table;
    }

    /// <summary>
    /// Adds a property. A duplicate name gets the first free number; an empty name becomes an underscore.
    /// </summary>
    /// <returns>The name of the property.</returns>
    internal static string AddProperty(PSObject target, string name, object? value)
    {
        var free = RowNames.FindFree(name, one => target.Properties[one] is null);
        target.Properties.Add(new PSNoteProperty(free, value), preValidated: true);
        return free;
    }

    private static PSObject Mark(string text)
    {
        var marked = new PSObject(text);
        marked.TypeNames.Insert(0, JsonStringTypeName);
        return marked;
    }

    // A JSON object whose names differ only in case becomes a hashtable, so that nothing is lost.
    private static object ToJsonObject(IReadOnlyDictionary<string, object?> map)
    {
        if (map.ContainsKey(string.Empty) || map.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < map.Count)
        {
            return ToHashtable(map);
        }

        var result = new PSObject();
        foreach (var (name, value) in map)
        {
            result.Properties.Add(new PSNoteProperty(name, ToValue(value)), preValidated: true);
        }

        if (ControlCharacters.AreIn(result))
        {
            ControlCharacters.Mark(result);
        }

        return result;
    }
}
