using System.Globalization;
using Google.Protobuf.Collections;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Text.Scoring;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>The rows of one request as columns, in the order of the collection's fields.</summary>
internal sealed class RequestRows
{
    private readonly CollectionEntry _collection;

    private readonly CollectionLayout _layout;

    private RequestRows(CollectionEntry collection, CollectionLayout layout, IReadOnlyList<Column> columns)
    {
        _collection = collection;
        _layout = layout;
        Columns = columns;
    }

    /// <summary>The fields of the columns, in the order of the columns: those of the schema under which the request was read.</summary>
    public IReadOnlyList<FieldSchema> Fields => _layout.Fields;

    public IReadOnlyList<Column> Columns { get; }

    public int Rows => Columns[0].Count;

    public Column Keys => Columns[KeyPlace];

    private int KeyPlace => Fields.TakeWhile(candidate => !candidate.IsPrimaryKey).Count();

    /// <summary>Reads the rows of an insert. Generated keys are timestamps of the clock.</summary>
    public static RequestRows ForInsert(CollectionEntry collection, RepeatedField<FieldData> data, uint rows, HybridClock clock) =>
        Read(collection, data, rows, forUpsert: false, clock);

    /// <summary>Reads the rows of an upsert, with the keys of the rows that they replace.</summary>
    public static RequestRows ForUpsert(CollectionEntry collection, RepeatedField<FieldData> data, uint rows, HybridClock clock) =>
        Read(collection, data, rows, forUpsert: true, clock);

    /// <summary>
    /// Reads the rows of a partial upsert and completes them with the stored rows. The caller holds the lock of the collection, so that
    /// these do not change.
    /// </summary>
    /// <param name="collection">The collection.</param>
    /// <param name="request">The request.</param>
    /// <param name="embedded">The vectors of the sent texts, by the name of their field.</param>
    /// <param name="segment">The stored rows.</param>
    public static RequestRows ForPartialUpsert(
        CollectionEntry collection, UpsertRequest request, IReadOnlyDictionary<string, Column> embedded, MemorySegment segment)
    {
        CheckCount(request.NumRows);
        var layout = collection.Layout;
        var snapshot = segment.Current;
        var expiry = new RowExpiry(collection, segment, snapshot);
        var partition = PartitionOf(collection, request.PartitionName);
        var columns = PartialRows.Fill(
            collection,
            BySchemaName(collection, layout, request.FieldsData),
            request.FieldOps,
            embedded,
            (int)request.NumRows,
            segment.Columns,
            keys =>
            {
                var places = new Dictionary<object, int>();
                // Of rows with the same key the last one counts.
                foreach (
                    var row in segment
                        .Find(keys, snapshot)
                        .Where(row =>
                            segment.IsVisible(snapshot, row)
                            && !expiry.IsExpired(row)
                            && (partition is null || segment.PartitionOf(row) == partition.Id))
                        .Order())
                {
                    places[KeyColumn.Value(segment.Columns.PrimaryKey, row)] = row;
                }

                return places;
            });
        StructData.CheckLengths(layout.Schema, columns);
        return new RequestRows(collection, layout, FunctionOutputs.Fill(layout.Schema, [.. columns]));
    }

    /// <summary>
    /// The same rows with the outputs of TextEmbedding functions. It waits for another program, so the caller holds no lock.
    /// </summary>
    public RequestRows Embed(Func<CollectionSchema, FieldSchema, Column, Column> embed)
    {
        var columns = Columns.ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            if (_layout.Schema.FindEmbedding(Fields[i]) is { } function)
            {
                columns[i] = embed(_layout.Schema, Fields[i], Columns.Single(column => column.Name == function.InputFieldNames[0]));
            }
        }

        return new RequestRows(_collection, _layout, columns);
    }

    /// <summary>The texts of a partial upsert that were sent, by the outputs of TextEmbedding functions.</summary>
    public static IEnumerable<(CollectionSchema Schema, FieldSchema Output, Column Texts)> ReadTexts(
        CollectionEntry collection, UpsertRequest request)
    {
        CheckCount(request.NumRows);
        var layout = collection.Layout;
        var sent = BySchemaName(collection, layout, request.FieldsData);
        foreach (var output in layout.Fields)
        {
            if (layout.Schema.FindEmbedding(output) is { } function && sent.TryGetValue(function.InputFieldNames[0], out var data))
            {
                var input = layout.Fields.Single(field => field.Name == data.FieldName);
                yield return (layout.Schema, output, RequestFieldReader.Read(input, data, (int)request.NumRows));
            }
        }
    }

    /// <summary>The rows of each partition. Without a partition key all rows are in one.</summary>
    public IEnumerable<(PartitionEntry Partition, IReadOnlyList<Column> Columns)> ByPartition(string partitionName)
    {
        if (PartitionOf(_collection, partitionName) is { } partition)
        {
            return [(partition, Columns)];
        }

        if (partitionName.Length > 0)
        {
            throw PartitionRules.ChosenByKey();
        }

        var column = Columns.Single(candidate => candidate.Name == _collection.PartitionKey!.Name);
        return Enumerable.Range(0, Rows)
            .GroupBy(row => PartitionKeyHash.Of(column, row) % (uint)_collection.Partitions.Count)
            .Select(group => (_collection.Partitions[(int)group.Key], Take(group)))
            .ToArray();
    }

    /// <summary>Throws if an upsert contains a key twice, because either row could be the one to keep.</summary>
    public void CheckKeysDiffer()
    {
        var seen = new HashSet<object>();
        for (var row = 0; row < Rows; row++)
        {
            if (!seen.Add(KeyColumn.Value(Keys, row)))
            {
                throw MilvusError.Parameter("duplicate primary keys are not allowed in the same batch");
            }
        }
    }

    /// <summary>The same rows with new generated keys.</summary>
    public RequestRows WithNewKeys(HybridClock clock)
    {
        var columns = Columns.ToArray();
        columns[KeyPlace] = NewKeys(_collection.PrimaryKey, Rows, clock);
        return new RequestRows(_collection, _layout, columns);
    }

    /// <summary>The partition to which rows are written, the default one without a name. Null if the partition key selects it.</summary>
    private static PartitionEntry? PartitionOf(CollectionEntry collection, string name)
    {
        if (collection.PartitionKey is not null)
        {
            return null;
        }

        var named = name.Length > 0 ? name : PartitionRules.DefaultName;
        return collection.FindPartition(named) ?? throw MilvusError.PartitionNotFound(named);
    }

    private IReadOnlyList<Column> Take(IEnumerable<int> rows)
    {
        var taken = Columns.Select(column => column.Empty()).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < taken.Length; i++)
            {
                taken[i].AppendFrom(Columns[i], row);
            }
        }

        return taken;
    }

    private static RequestRows Read(CollectionEntry collection, RepeatedField<FieldData> data, uint rows, bool forUpsert, HybridClock clock)
    {
        CheckCount(rows);
        // Taken once: a field that is added meanwhile is found by the writer, which compares the fields of the batch with its own.
        var layout = collection.Layout;
        var sent = BySchemaName(collection, layout, data);
        var given = sent.ContainsKey(collection.PrimaryKey.Name);
        var generated =
            collection.PrimaryKey.AutoID
            && !forUpsert
            && !(given && PropertyRules.IsTrue(collection.Properties, PropertyRules.KeysMayBeGiven));
        if (generated && given)
        {
            throw MilvusError.Parameter("more fieldData has pass in", layout.Fields.Count, layout.Fields.Count + 1);
        }

        var columns = layout.Fields.Select(field =>
            field.IsPrimaryKey && generated ? NewKeys(field, (int)rows, clock)
            : field.IsFunctionOutput ? FieldColumns.Create(field)
            : sent.TryGetValue(field.Name, out var values) ? RequestFieldReader.Read(field, values, (int)rows)
            : RequestFieldReader.Absent(field, (int)rows)).ToArray();
        StructData.CheckLengths(layout.Schema, columns);
        return new RequestRows(collection, layout, FunctionOutputs.Fill(layout.Schema, columns));
    }

    private static void CheckCount(uint rows)
    {
        if (rows == 0)
        {
            throw MilvusError.Parameter("num_rows should be greater than 0", "invalid num_rows", 0);
        }
    }

    private static Dictionary<string, FieldData> BySchemaName(
        CollectionEntry collection, CollectionLayout layout, RepeatedField<FieldData> data)
    {
        var sent = new Dictionary<string, FieldData>(StringComparer.Ordinal);
        foreach (var (name, values) in StructData.Flatten(data))
        {
            if (layout.Fields.All(field => field.Name != name))
            {
                throw MilvusError.Parameter(
                    $"field ({name}) is not in the schema of collection {collection.Name}",
                    layout.Fields.Count,
                    data.Count);
            }

            if (layout.Fields.Any(field => field.Name == name && field.IsFunctionOutput))
            {
                throw MilvusError.Parameter($"field ({name}) is the output of a function and cannot be given");
            }

            if (!sent.TryAdd(name, TimeValues.Read(values, TimeZones.Of(collection))))
            {
                throw MilvusError.Parameter($"field ({name}) is given twice");
            }
        }

        return sent;
    }

    private static Column NewKeys(FieldSchema field, int rows, HybridClock clock)
    {
        var first = clock.Reserve(rows);
        if (field.DataType == DataType.Int64)
        {
            var numbers = new NumberColumn<long>(field.Name, field.DataType, false);
            for (var row = 0; row < rows; row++)
            {
                numbers.Append(first + row);
            }

            return numbers;
        }

        var texts = new TextColumn(field.Name, field.DataType, false);
        for (var row = 0; row < rows; row++)
        {
            texts.Append((first + row).ToString(CultureInfo.InvariantCulture));
        }

        return texts;
    }
}
