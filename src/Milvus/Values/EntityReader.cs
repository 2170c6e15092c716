using System.Collections;
using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Rows as a user gives them: objects with properties, hashtables and other dictionaries.</summary>
internal static class EntityReader
{
    /// <summary>The names and values of a row.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>> Pairs(PSObject row) => row.BaseObject switch
    {
        IDictionary dictionary => Entries(dictionary),
        SearchHit { Entity: { } entity } => Pairs(PSObject.AsPSObject(entity)),
        string or ValueType or Array => throw new MilvusException(
            MilvusErrorId.SchemaMismatch,
            $"A row must be an object or a hashtable with a property for each field, but this one is a {row.BaseObject.GetType().Name}."),
        MilvusObject or MilvusConnection => throw new MilvusException(
            MilvusErrorId.SchemaMismatch,
            $"A {row.BaseObject.GetType().Name} is no row: '{row.BaseObject}' has properties of its own, but no fields."),
        _ => Properties(row),
    };

    /// <summary>The value of a field of a row; null when it has none, or null there.</summary>
    internal static object? Value(PSObject row, string field) =>
        Pairs(row).FirstOrDefault(pair => string.Equals(pair.Key, field, StringComparison.Ordinal)).Value;

    /// <summary>The value behind PowerShell's wrapping; an object made of properties becomes a dictionary.</summary>
    internal static object? Unwrap(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } custom => Properties(custom).ToDictionary(StringComparer.Ordinal),
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };

    private static IEnumerable<KeyValuePair<string, object?>> Properties(PSObject row)
    {
        foreach (var property in row.Properties)
        {
            yield return new(property.Name, Unwrap(property.Value));
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return new(Name(entry.Key), Unwrap(entry.Value));
        }
    }

    private static string Name(object key) => Unwrap(key) as string ?? throw new MilvusException(
        MilvusErrorId.SchemaMismatch,
        $"The keys of a row are field names, but '{key}' is a {key.GetType().Name}.");
}
