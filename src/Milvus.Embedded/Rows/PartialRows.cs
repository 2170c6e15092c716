using Google.Protobuf.Collections;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;
using OpType = Milvus.Protocol.FieldPartialUpdateOp.Types.OpType;

namespace Milvus.Embedded.Rows;

/// <summary>
/// Completes the rows of a partial upsert. A field that was not sent keeps the stored value, or gets the value that an insert would store.
/// An operation on a field appends to its array or removes from it.
/// </summary>
internal sealed class PartialRows
{
    private readonly CollectionEntry _collection;
    private readonly IReadOnlyDictionary<string, FieldData> _sent;
    private readonly Dictionary<string, OpType> _operations;
    private readonly IReadOnlyDictionary<string, Column> _embedded;
    private readonly int _rows;

    private PartialRows(
        CollectionEntry collection,
        IReadOnlyDictionary<string, FieldData> sent,
        RepeatedField<FieldPartialUpdateOp> operations,
        IReadOnlyDictionary<string, Column> embedded,
        int rows)
    {
        _collection = collection;
        _embedded = embedded;
        _sent = sent;
        _rows = rows;
        _operations = PartialUpsertOperations.Of(collection, sent, operations);
    }

    /// <summary>Returns all columns of the rows.</summary>
    /// <param name="collection">The collection of the rows.</param>
    /// <param name="sent">The sent fields by name, including the primary key.</param>
    /// <param name="operations">The operations on fields whose values are not replaced.</param>
    /// <param name="embedded">The vectors of the sent texts, by the name of their field.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stored">The columns of the stored rows.</param>
    /// <param name="find">Returns the stored row of each key that has one.</param>
    public static IReadOnlyList<Column> Fill(
        CollectionEntry collection,
        IReadOnlyDictionary<string, FieldData> sent,
        RepeatedField<FieldPartialUpdateOp> operations,
        IReadOnlyDictionary<string, Column> embedded,
        int rows,
        ColumnSet stored,
        Func<Column, IReadOnlyDictionary<object, int>> find)
    {
        var partial = new PartialRows(collection, sent, operations, embedded, rows);
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
        if (_embedded.TryGetValue(field.Name, out var vectors))
        {
            return vectors;
        }

        if (_collection.Schema.FindEmbedding(field) is { } function)
        {
            return KeepVectors(function, stored, places);
        }

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

    // A row whose text was not sent keeps its vector.
    private static Column KeepVectors(FunctionSchema function, Column stored, int[] places)
    {
        var kept = stored.Empty();
        foreach (var place in places)
        {
            kept.AppendFrom(
                stored,
                place >= 0 ? place : throw MilvusError.Parameter(
                    $"function {function.Name}: a new row needs a text in field {function.InputFieldNames[0]}"));
        }

        return kept;
    }
}
