using Google.Protobuf.Collections;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;
using OpType = Milvus.Protocol.FieldPartialUpdateOp.Types.OpType;

namespace Milvus.Embedded.Rows;

/// <summary>
/// Rows of a partial upsert, filled up: a field that was not sent keeps the value of the stored row, or gets what an insert without
/// it would store. A field may also be changed where it is, by appending to its array or removing from it.
/// </summary>
internal sealed class PartialRows
{
    private readonly CollectionEntry _collection;
    private readonly IReadOnlyDictionary<string, FieldData> _sent;
    private readonly Dictionary<string, OpType> _operations;
    private readonly int _rows;

    private PartialRows(
        CollectionEntry collection,
        IReadOnlyDictionary<string, FieldData> sent,
        RepeatedField<FieldPartialUpdateOp> operations,
        int rows)
    {
        _collection = collection;
        _sent = sent;
        _rows = rows;
        _operations = PartialUpsertOperations.Of(collection, sent, operations);
    }

    /// <summary>All columns of the rows.</summary>
    /// <param name="collection">What they belong to.</param>
    /// <param name="sent">The fields that were sent, by name; the key is among them.</param>
    /// <param name="operations">What is done to fields instead of replacing them.</param>
    /// <param name="rows">Rows sent.</param>
    /// <param name="stored">The columns of the stored rows.</param>
    /// <param name="find">The number of the stored row of each key that has one.</param>
    public static IReadOnlyList<Column> Fill(
        CollectionEntry collection,
        IReadOnlyDictionary<string, FieldData> sent,
        RepeatedField<FieldPartialUpdateOp> operations,
        int rows,
        ColumnSet stored,
        Func<Column, IReadOnlyDictionary<object, int>> find)
    {
        var partial = new PartialRows(collection, sent, operations, rows);
        partial.Check();
        var keys = RequestFieldReader.Read(collection.PrimaryKey, sent[collection.PrimaryKey.Name], rows);
        var known = find(keys);
        var places = Enumerable
            .Range(0, rows)
            .Select(row => known.TryGetValue(KeyColumn.Value(keys, row), out var place) ? place : -1)
            .ToArray();
        return [.. collection.Fields.Select(field => field.IsPrimaryKey ? keys : partial.Fill(field, stored.Find(field.Name)!, places))];
    }

    private void Check()
    {
        if (!_sent.ContainsKey(_collection.PrimaryKey.Name))
        {
            throw MilvusError.Parameter($"a partial update needs the primary key ({_collection.PrimaryKey.Name}) of each row");
        }
    }

    private Column Fill(FieldSchema field, Column stored, int[] places)
    {
        if (field.IsFunctionOutput)
        {
            return stored.Empty();
        }

        var given = _sent.TryGetValue(field.Name, out var data) ? RequestFieldReader.Read(field, data, _rows) : null;
        var filled = stored.Empty();
        Column? absent = null;
        for (var row = 0; row < _rows; row++)
        {
            var place = places[row];
            if (given is null)
            {
                filled.AppendFrom(place >= 0 ? stored : absent ??= RequestFieldReader.Absent(field, 1), Math.Max(place, 0));
            }
            else if (field.IsDynamic && place >= 0)
            {
                ((JsonColumn)filled).Append(DynamicKeys.Merge(((JsonColumn)stored)[place], ((JsonColumn)given)[row]));
            }
            else if (place >= 0 && given.IsNull(row) && _operations.ContainsKey(field.Name))
            {
                filled.AppendFrom(stored, place);
            }
            else if (_operations.TryGetValue(field.Name, out var operation))
            {
                ArrayOperations.Apply(
                    field,
                    operation,
                    (ArrayColumn)filled,
                    place >= 0 ? (ArrayColumn)stored : null,
                    place,
                    (ArrayColumn)given,
                    row);
            }
            else
            {
                filled.AppendFrom(given, row);
            }
        }

        return filled;
    }
}
