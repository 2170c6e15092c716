using System.Collections;
using System.Data;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Numerics;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Values;

/// <summary>Rows from the user: objects with properties, hashtables and other dictionaries, rows of tables.</summary>
internal static class EntityReader
{
    /// <summary>
    /// The names and values of a row, each read once. Values are not converted. <see cref="Unwrap(object)"/> unwraps one level only: the
    /// caller that walks through nested values also counts their depth, so that it detects an object that contains itself.
    /// </summary>
    /// <exception cref="MilvusException">The object is not a row, or a property cannot be read.</exception>
    internal static List<KeyValuePair<string, object?>> ReadPairs(PSObject row)
    {
        if (ReferenceEquals(row, AutomationNull.Value))
        {
            throw new MilvusException(MilvusErrorId.SchemaMismatch, "A row must be an object or a hashtable, but this one is null.");
        }

        return row.BaseObject switch
        {
            IDictionary dictionary => ReadEntries(dictionary),
            DataRow cells => ReadCells(cells),
            DataRowView view => ReadCells(view.Row),
            IDataRecord record =>
            [
                .. Enumerable
                    .Range(0, record.FieldCount)
                    .Select(at => KeyValuePair.Create(record.GetName(at), Unwrap(record.GetValue(at)))),
            ],
            IEnumerable<KeyValuePair<string, object?>> pairs =>
            [
                .. pairs.Select(pair => KeyValuePair.Create(pair.Key, Unwrap(pair.Value))),
            ],
            SearchHit { Entity: { } entity } => ReadPairs(PSObject.AsPSObject(entity)),
            string or ValueType or Array => throw new MilvusException(
                MilvusErrorId.SchemaMismatch,
                "A row must be an object or a hashtable with a property for each field, but this one is "
                    + $"{ValueNames.Describe(row.BaseObject)}."),
            MilvusObject or MilvusConnection => throw new MilvusException(
                MilvusErrorId.SchemaMismatch,
                $"A row cannot be {ValueNames.Describe(row.BaseObject)}: the properties of '{row.BaseObject}' are not fields."),
            _ => Properties(row),
        };
    }

    /// <summary>
    /// The value of a field of a row, by its name, or by the only variant of the name in another case; null if it is missing or null.
    /// </summary>
    internal static object? Value(PSObject row, string field)
    {
        var pairs = ReadPairs(row);
        var exact = pairs.FirstOrDefault(pair => string.Equals(pair.Key, field, StringComparison.Ordinal));
        if (exact.Key is not null)
        {
            return exact.Value;
        }

        var similar = pairs.Where(pair => string.Equals(pair.Key, field, StringComparison.OrdinalIgnoreCase)).ToList();
        return similar.Count == 1 ? similar[0].Value : null;
    }

    /// <summary>
    /// Unwraps a value of PowerShell, one level deep. AutomationNull and DBNull become null. A custom object and a row of a DataTable
    /// become dictionaries.
    /// </summary>
    internal static object? Unwrap(object? value) => value switch
    {
        null or DBNull or NullString => null,
        PSObject wrapped => Unwrap(wrapped),
        DataRow cells => Dictionary(ReadCells(cells)),
        DataRowView view => Dictionary(ReadCells(view.Row)),
        _ => value,
    };

    private static object? Unwrap(PSObject wrapped)
    {
        if (ReferenceEquals(wrapped, AutomationNull.Value))
        {
            return null;
        }

        return wrapped.BaseObject switch
        {
            PSCustomObject
                when wrapped.TypeNames.Contains("Deserialized.System.Numerics.BigInteger")
                    && BigInteger.TryParse(
                        wrapped.ToString(),
                        NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture,
                        out var number
                    ) => number,
            PSCustomObject => Dictionary(Properties(wrapped)),
            string text when EntityWriter.IsJsonString(wrapped) => new JsonString(text),
            // A deserialized enumeration is a number that still has its name.
            int when wrapped.TypeNames.Contains("Deserialized.System.Enum") => wrapped.ToString(),
            var value => Unwrap(value),
        };
    }

    private static Dictionary<string, object?> Dictionary(IEnumerable<KeyValuePair<string, object?>> pairs) =>
        pairs.ToDictionary(StringComparer.Ordinal);

    private static List<KeyValuePair<string, object?>> Properties(PSObject row)
    {
        var pairs = new List<KeyValuePair<string, object?>>();
        foreach (var property in row.Properties.Where(property => property.IsGettable))
        {
            pairs.Add(new(EntityWriter.FindField(row, property.Name), Read(property)));
        }

        return pairs;
    }

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (ExtendedTypeSystemException failure)
        {
            var cause = failure.GetBaseException();
            throw new MilvusException(
                MilvusErrorId.SchemaMismatch,
                $"The property '{property.Name}' cannot be read: {cause.Message}",
                failure)
            {
                Field = property.Name,
            };
        }
    }

    private static List<KeyValuePair<string, object?>> ReadEntries(IDictionary dictionary) =>
        [.. DictionaryEntries.Enumerate(dictionary).Select(entry => KeyValuePair.Create(Name(entry.Key), entry.Value))];

    private static List<KeyValuePair<string, object?>> ReadCells(DataRow row)
    {
        try
        {
            return [.. row.Table.Columns.Cast<DataColumn>().Select(column => KeyValuePair.Create(column.ColumnName, Unwrap(row[column])))];
        }
        catch (DataException failure)
        {
            throw new MilvusException(MilvusErrorId.SchemaMismatch, $"The row of the table cannot be read: {failure.Message}", failure);
        }
    }

    private static string Name(object key) => Unwrap(key) as string ?? throw new MilvusException(
        MilvusErrorId.SchemaMismatch,
        $"The keys of a row are field names, but '{key}' is {ValueNames.Describe(key)}.");
}
