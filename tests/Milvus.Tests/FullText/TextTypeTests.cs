namespace Milvus.Tests.FullText;

using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.FullText.TextCollections;

/// <summary>Fields of type TEXT: texts of any length, for BM25 searches, but not for filters.</summary>
public sealed class TextTypeTests
{
    [Fact]
    public void TextType_text_of_any_length_is_kept_and_searched()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("t.db");
        var lengthy = string.Join(' ', Enumerable.Repeat("needle hay", 30_000)) + " zebra";
        using (var engine = new Engine(path))
        {
            Engine.Ok(
                Create(
                    engine.Client,
                    "c",
                    [
                        Schemas.Key(),
                        Schemas.Field("t", DataType.Text, ("enable_analyzer", "true")).Nullable(),
                        Schemas.Vector("s", DataType.SparseFloatVector),
                    ],
                    Bm25("f", "t", "s")));
            Engine.Ok(engine.Index("c", "s", ("index_type", "SPARSE_INVERTED_INDEX"), ("metric_type", "BM25")));
            Engine.Ok(engine.Load("c"));
            Engine.Ok(engine.Insert("c", 3, Data.Longs("id", 1, 2, 3), Long(lengthy, "hay", "").Valid(true, true, false)));
        }

        using (var engine = new Engine(path))
        {
            Engine.Ok(engine.Load("c"));
            Assert.Equal([1], Engine.Ok(Search(engine.Client, "c", "zebra")).Results.Ids.IntId.Data);
            var data = Engine.Ok(engine.Query("c", "id < 3", ["t"])).FieldsData.Single(field => field.FieldName == "t");
            Assert.Equal(DataType.Text, data.Type);
            Assert.Equal([lengthy, "hay"], data.Scalars.StringData.Data);
        }
    }

    [Theory]
    [InlineData("t == 'a'", ServerTexts.FilterOnTextFieldTIsNot)]
    [InlineData("text_match(t, 'a')", ServerTexts.FieldTDoesNotEnableMatch)]
    public void TextType_filters_by_it_are_refused(string filter, string reason)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Schemas.Field("t", DataType.Text));
        var status = engine.Query("c", filter, ["id"]).Status;
        Assert.Equal(1100, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
        Assert.Equal(1100, engine.Index("c", "t", ("index_type", "INVERTED")).Code);
    }

    [Fact]
    public void TextType_its_terms_are_matched()
    {
        using var engine = new Engine();
        var field = Schemas.Field("t", DataType.Text).Nullable();
        field.TypeParams.Add(new KeyValuePair { Key = "enable_analyzer", Value = "true" });
        field.TypeParams.Add(new KeyValuePair { Key = "enable_match", Value = "true" });
        engine.CreateLoaded("c", field);
        Engine.Ok(
            engine.Insert(
                "c",
                3,
                Data.Longs("id", 1, 2, 3),
                Data.Vectors("v", 4, new float[12]),
                Long("a quick fox", "a slow one", "").Valid(true, true, false)));
        Assert.Equal([1], engine.Keys("c", "text_match(t, 'fox')"));
        Assert.Equal([2], engine.Keys("c", "not text_match(t, 'fox')"));
        Assert.Equal([1], engine.Keys("c", "phrase_match(t, 'quick fox')"));
    }

    [Fact]
    public void TextType_can_be_neither_key_nor_partition_key()
    {
        using var engine = new Engine();
        Assert.Equal(1100, engine.Create("c", [Schemas.Key(type: DataType.Text), Schemas.Vector()]).Code);
        Assert.Equal(
            1100,
            engine
                .Create(
                    "c",
                    [Schemas.Key(), Schemas.Vector(), new FieldSchema(Schemas.Field("t", DataType.Text)) { IsPartitionKey = true }])
                .Code);
    }

    private static FieldData Long(params string[] texts) => new(Data.Texts("t", texts)) { Type = DataType.Text };
}
