namespace Milvus.Formats.Arrow;

/// <summary>
/// What the batches of a schema have (format/Schema.fbs of Arrow). The vectors of the schema have to fit in its bytes: the library makes
/// room for as many fields as a vector says that it has, and one wrong bit in a file of a kilobyte would take gigabytes.
/// </summary>
internal sealed class ArrowLayout
{
    private const int SchemaFields = 1;
    private const int SchemaMetadata = 2;
    private const int SchemaFeatures = 3;
    private const int FieldTypeKind = 2;
    private const int FieldType = 3;
    private const int FieldDictionary = 4;
    private const int FieldChildren = 5;
    private const int FieldMetadata = 6;
    private const int UnionKind = 14;
    private const int UnionTypes = 1;
    private const int BinaryViewKind = 23;
    private const int TextViewKind = 24;
    private const int MaxDepth = 64;

    // A table is the offset of its layout, and something of its own.
    private const int SmallestTable = 8;

    private readonly Dictionary<long, Parts> _dictionaries = [];
    private int _left;

    /// <param name="schema">The table.</param>
    /// <param name="size">The bytes of its flatbuffer.</param>
    /// <exception cref="InvalidDataException">Its fields contain each other.</exception>
    internal ArrowLayout(FlatTable schema, int size)
    {
        // A damaged offset can make many fields of one.
        _left = size / SmallestTable;
        CheckMetadata(schema, SchemaMetadata);
        schema.CountItems(SchemaFeatures, sizeof(long));
        Rows = ReadFields(schema, SchemaFields, 0);
    }

    /// <summary>The parts of a batch of rows.</summary>
    internal Parts Rows { get; }

    /// <summary>Checks the metadata of a user: keys with their values.</summary>
    internal static void CheckMetadata(FlatTable table, int field) => table.CountItems(field, sizeof(uint));

    /// <summary>The parts of a batch with the entries of a dictionary.</summary>
    /// <exception cref="InvalidDataException">No field has the dictionary.</exception>
    internal Parts OfDictionary(long id) => _dictionaries.TryGetValue(id, out var parts)
        ? parts
        : throw new InvalidDataException("a dictionary belongs to no column");

    private Parts ReadFields(FlatTable parent, int vector, int depth)
    {
        var count = parent.CountItems(vector, sizeof(uint));
        _left -= count;
        if (depth > MaxDepth || _left < 0)
        {
            throw new InvalidDataException("its columns contain each other");
        }

        var all = default(Parts);
        for (var i = 0; i < count; i++)
        {
            var parts = ReadField(parent.GetItem(vector, i), depth);
            all = new(all.Nodes + parts.Nodes, all.Views + parts.Views);
        }

        return all;
    }

    private Parts ReadField(FlatTable field, int depth)
    {
        CheckMetadata(field, FieldMetadata);
        var kind = field.GetByte(FieldTypeKind);
        if (kind == UnionKind && field.Has(FieldType))
        {
            field.GetTable(FieldType).CountItems(UnionTypes, sizeof(int));
        }

        var below = ReadFields(field, FieldChildren, depth + 1);
        var parts = new Parts(below.Nodes + 1, below.Views + (kind is BinaryViewKind or TextViewKind ? 1 : 0));
        if (!field.Has(FieldDictionary))
        {
            return parts;
        }

        // A batch of rows has only the places of the entries.
        _dictionaries[field.GetTable(FieldDictionary).GetInt64(0)] = parts;
        return new Parts(1, 0);
    }

    /// <summary>The parts of a batch.</summary>
    /// <param name="Nodes">The number of its arrays.</param>
    /// <param name="Views">The number of arrays of views, whose texts lie in buffers of any number.</param>
    internal readonly record struct Parts(int Nodes, int Views);
}
