namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>With partitionkey.isolation, a search must specify one value of the partition key.</summary>
public sealed class PartitionKeyIsolationTests
{
    [Theory]
    [InlineData("k == 'a'", null)]
    [InlineData("k == 'a' and id > 0", null)]
    [InlineData("k in ['a']", null)]
    [InlineData("k in ['a', 'b']", "does not support IN")]
    [InlineData("k not in ['a', 'b']", "does not support IN")]
    [InlineData("not (k == 'a')", ServerTexts.DoesNotSupportNOT)]
    [InlineData("k == 'a' or id > 0", "does not support OR")]
    [InlineData("k != 'a'", ServerTexts.DoesNotSupportNotEqual)]
    [InlineData("k > 'a'", ServerTexts.DoesNotSupportGreater)]
    [InlineData("id > 0", ServerTexts.PartitionKeyNotFoundInExpr)]
    [InlineData("", ServerTexts.PartitionKeyNotFoundInExpr)]
    public void PartitionKeyIsolation_search_names_one_value_of_the_key(string filter, string? refusal)
    {
        using var engine = Created(byKey: true);
        Engine.Ok(Alter(engine, "true"));
        Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load("c"));
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 4, new float[8]), Texts("k", "a", "b")));
        var answer = engine.Search("c", "v", "L2", 5, Requests.Floats(0, 0, 0, 0), filter: filter);
        if (refusal is null)
        {
            Assert.Equal([1L], Engine.Ok(answer).Results.Ids.IntId.Data);
        }
        else
        {
            Assert.Equal(1100, answer.Status.Code);
            Assert.Contains(refusal, answer.Status.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void PartitionKeyIsolation_needs_a_partition_key_and_changes_before_there_is_a_vector_index()
    {
        using (var engine = Created(byKey: false))
        {
            Assert.Equal(105, Alter(engine, "true").Code);
        }

        using (var engine = Created(byKey: true))
        {
            Engine.Ok(engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
            Engine.Ok(Alter(engine, "false"));
            Assert.Equal(702, Alter(engine, "true").Code);
            Engine.Ok(engine.DropIndex("c", "v"));
            Engine.Ok(Alter(engine, "true"));
        }
    }

    private static Engine Created(bool byKey)
    {
        var engine = new Engine();
        var key = Text("k");
        key.IsPartitionKey = byKey;
        Engine.Ok(engine.Create("c", [Key(), Vector(), key]));
        return engine;
    }

    private static Status Alter(Engine engine, string value) =>
        engine.Client.AlterCollection(
            new AlterCollectionRequest
            {
                CollectionName = "c",
                Properties =
                {
                    new KeyValuePair { Key = "partitionkey.isolation", Value = value },
                },
            });
}
