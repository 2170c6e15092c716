namespace Milvus.Embedded.Columns;

/// <summary>The columns of a collection, by field name.</summary>
internal sealed class ColumnSet
{
    /// <summary>The field with the keys that are not in the schema.</summary>
    public const string DynamicField = "$meta";

    private readonly Dictionary<string, Column> _byName;

    public ColumnSet(IReadOnlyList<Column> columns, string primaryKey)
    {
        Columns = columns;
        _byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        PrimaryKey = _byName[primaryKey];
        Dynamic = Find(DynamicField) as JsonColumn;
    }

    /// <summary>The columns in schema order, the dynamic field last.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>A <c>ValueColumn&lt;long&gt;</c> or a <c>ValueColumn&lt;string&gt;</c>.</summary>
    public Column PrimaryKey { get; }

    /// <summary>The dynamic field; null if the collection has none.</summary>
    public JsonColumn? Dynamic { get; }

    /// <summary>The column of a field, or null. Names are case-sensitive.</summary>
    public Column? Find(string name) => _byName.GetValueOrDefault(name);
}
