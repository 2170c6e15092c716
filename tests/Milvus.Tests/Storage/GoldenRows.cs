using System.Globalization;
using Google.Protobuf.Collections;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Storage;

/// <summary>Writes rows of a golden database back unchanged.</summary>
internal static class GoldenRows
{
    /// <summary>Upserts all rows of a loaded collection unchanged, and checks that they are the same afterwards.</summary>
    public static void ReplaceAll(Engine engine, string collection)
    {
        var schema = Schema(engine, collection);
        if (schema.Fields.Any(field => field.AutoID))
        {
            // An upserted row would get a new key.
            return;
        }

        var byKey = schema.Fields.Any(field => field.IsPartitionKey);
        foreach (var partition in byKey ? [""] : (IEnumerable<string>)Partitions(engine, collection))
        {
            var before = Read(engine, schema, partition);
            if (Rows(before) > 0)
            {
                Engine.Ok(
                    engine.Client.Upsert(
                        new UpsertRequest
                        {
                            CollectionName = collection,
                            PartitionName = partition,
                            NumRows = Rows(before),
                            FieldsData = { before },
                        }));
                Assert.Equal(before.ToString(), Read(engine, schema, partition).ToString());
            }
        }
    }

    /// <summary>Deletes the row with the smallest key.</summary>
    public static void DeleteOne(Engine engine, string collection)
    {
        var schema = Schema(engine, collection);
        var keys = Read(engine, schema, "").Single(data => data.FieldName == Key(schema).Name).Scalars;
        var first = keys.LongData is { } longs
            ? longs.Data.Min().ToString(CultureInfo.InvariantCulture)
            : $"'{keys.StringData.Data.Min(StringComparer.Ordinal)}'";
        Engine.Ok(engine.Delete(collection, $"{Key(schema).Name} == {first}"));
    }

    private static RepeatedField<FieldData> Read(Engine engine, CollectionSchema schema, string partition)
    {
        var key = Key(schema);
        return Engine.Ok(engine.Client.Query(new Protocol.QueryRequest
        {
            CollectionName = schema.Name,
            PartitionNames = { partition.Length == 0 ? [] : new[] { partition } },
            Expr = key.DataType == Protocol.DataType.VarChar ? $"{key.Name} >= ''" : $"{key.Name} >= 0",
            OutputFields = { "*" },
        })).FieldsData;
    }

    private static IEnumerable<string> Partitions(Engine engine, string collection) =>
        engine.Client.ShowPartitions(new ShowPartitionsRequest { CollectionName = collection }).PartitionNames;

    private static CollectionSchema Schema(Engine engine, string collection) =>
        Engine.Ok(engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = collection })).Schema;

    private static FieldSchema Key(CollectionSchema schema) => schema.Fields.Single(field => field.IsPrimaryKey);

    private static uint Rows(RepeatedField<FieldData> fields) =>
        (uint)(
            fields
                .Select(data => data.Scalars?.LongData?.Data.Count ?? data.Scalars?.StringData?.Data.Count ?? 0)
                .FirstOrDefault(count => count > 0));
}
