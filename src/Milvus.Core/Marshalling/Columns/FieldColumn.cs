using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>
/// The values of one field, row by row, for the wire: null rows are marked, and not in the payload.
/// </summary>
internal abstract class FieldColumn(Field field)
{
    private readonly List<bool>? _valid = field.Nullable || field.DefaultValue is not null ? [] : null;

    internal Field Field { get; } = field;

    /// <summary>Unwraps PowerShell objects; set by the batch.</summary>
    internal Func<object, object?>? Unwrap { get; init; }

    /// <summary>The number of rows.</summary>
    internal int Count { get; private set; }

    /// <summary>For each row, whether it has a value; null for a field that is not nullable and has no default.</summary>
    internal IReadOnlyList<bool>? Valid => _valid;

    /// <summary>Adds the value of the next row, or throws and stays unchanged.</summary>
    /// <returns>The approximate size on the wire, in bytes.</returns>
    internal int Append(object? value)
    {
        if (Field.Type != DataType.Json)
        {
            value = JsonString.Unmark(value);
        }

        value = (Empty(value) ? null : value) ?? Field.DefaultValue;
        if (value is null)
        {
            if (!Field.Nullable)
            {
                throw ColumnErrors.Make(MilvusErrorId.NullNotAllowed, Field, Count, "null is not allowed.");
            }

            _valid!.Add(false);
            Count++;
            return 1;
        }

        var size = AppendValue(value);
        _valid?.Add(true);
        Count++;
        return size;
    }

    /// <summary>Adds a row that does not have the field.</summary>
    internal int AppendMissing() => Field.Nullable || Field.DefaultValue is not null
        ? Append(null)
        : throw ColumnErrors.Make(MilvusErrorId.SchemaMismatch, Field, Count, "the row does not have the field.");

    /// <summary>Removes the last row.</summary>
    internal void RemoveLast()
    {
        Count--;
        var had = _valid is null || _valid[Count];
        _valid?.RemoveAt(Count);
        if (had)
        {
            RemoveLastValue();
        }
    }

    internal void Clear()
    {
        Count = 0;
        _valid?.Clear();
        ClearValues();
    }

    /// <summary>The index of a row in the payload, which does not contain null rows.</summary>
    internal int GetPayloadIndex(int row)
    {
        if (_valid is null)
        {
            return row;
        }

        var values = 0;
        for (var i = 0; i < row; i++)
        {
            values += _valid[i] ? 1 : 0;
        }

        return values;
    }

    // An empty text is null: a table of texts, for example from ConvertFrom-Csv, cannot express null in another way.
    private bool Empty(object? value) =>
        value is string { Length: 0 } && Field.Nullable && FieldTypes.Of(Field.Type).Family != FieldFamily.Text;

    protected abstract int AppendValue(object value);

    protected abstract void RemoveLastValue();

    protected abstract void ClearValues();

    /// <summary>The unwrapped value of a list element; null if it stands for null, such as DBNull.</summary>
    protected object? UnwrapElement(object value) => JsonString.Unmark(Unwrap is null ? value : Unwrap(value));
}
