using System.Text;
using Milvus.Core.Schemas;

namespace Milvus.Tests.Schemas;

/// <summary>Schema files contain all settings of a collection from the user, and nothing else is accepted.</summary>
public sealed class SchemaFileTests
{
    [Fact]
    public void SchemaFile_collection_with_everything_comes_back_as_it_was()
    {
        var first = SchemaFile.Write([Everything()]);
        var read = Assert.Single(SchemaFile.Read(first, "x"));

        Assert.Equal(Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(SchemaFile.Write([read])));
        Assert.Equal((-5, 7L, 0.5f, 0.25, "né", true), (Default(0), Default(1), Default(2), Default(3), Default(4), Default(5)));
        Assert.Equal((DataType)777, read.Collection.Field[^1].Type);
        Assert.Equal(
            ["text", "emb"],
            read.Collection.Field.Single(field => field.Name == "chunks").StructField.Select(field => field.Name));
        Assert.Equal("16", read.Indexes[0].Parameter["M"]);

        object? Default(int place) => read.Collection.Field.Where(field => field.DefaultValue is not null).ElementAt(place).DefaultValue;
    }

    [Fact]
    public void SchemaFile_what_the_server_owns_is_not_in_the_file()
    {
        var text = Encoding.UTF8.GetString(SchemaFile.Write([Everything()]));

        Assert.DoesNotContain("4711", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\":", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void SchemaFile_number_that_somebody_wrote_is_a_parameter_too()
    {
        var read = SchemaFile.Read(
            """
            { "format": "milvus-schema", "version": 1, "collections": [{ "name": "a", "indexes": [{ "field": "v",
              "parameters": { "M": 16, "on": true } }] }] }
            """u8,
            "x");

        Assert.Equal(["16", "true"], read[0].Indexes[0].Parameter.Values);
    }

    [Theory]
    [InlineData("", "not a schema file")]
    [InlineData("[]", "not a schema file")]
    [InlineData("{}", "\"format\"")]
    [InlineData("""{ "format": "other", "version": 1 }""", "\"format\"")]
    [InlineData("""{ "format": "milvus-schema", "version": 1, "collections": [{ "name": "a", "feilds": [] }] }""", "feilds")]
    [InlineData(
        """{ "format": "milvus-schema", "version": 1, "collections": [{ "fields": [{ "name": "a", "type": "Integer" }] }] }""",
        "$.collections[0].fields[0].type"
    )]
    [InlineData(
        """
        { "format": "milvus-schema", "version": 1, "collections": [{ "fields": [{ "name": "a", "type": "Int64",
          "defaultValue": [1] }] }] }
        """,
        "'a'"
    )]
    [InlineData(
        """
        { "format": "milvus-schema", "version": 1, "collections": [{ "fields": [{ "name": "a", "type": "Int8",
          "defaultValue": 3000000000 }] }] }
        """,
        "not a schema file"
    )]
    public void SchemaFile_another_file_is_refused_with_the_reason(string text, string words)
    {
        var error = Assert.Throws<MilvusException>(() => SchemaFile.Read(Encoding.UTF8.GetBytes(text), "some.json"));

        Assert.Equal(MilvusErrorId.InvalidArgument, error.ErrorId);
        Assert.Contains("some.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SchemaFile_newer_file_is_refused_by_its_version()
    {
        var error = Assert.Throws<MilvusException>(() => SchemaFile.Read("""{ "format": "milvus-schema", "version": 2 }"""u8, "x"));

        Assert.Equal(MilvusErrorId.FormatTooNew, error.ErrorId);
    }

    private static CollectionBlueprint Everything()
    {
        var collection = new Collection
        {
            Name = "docs",
            Id = 4711,
            Description = "all of it",
            EnableDynamicField = true,
            EnableNamespace = true,
            ConsistencyLevel = "Strong",
            ShardCount = 2,
            PartitionCount = 16,
            RowCount = 4711,
            ExternalSource = "s3://bucket",
            ExternalSpec = "{\"format\":\"parquet\"}",
            Field =
            [
                new Field
                {
                    Name = "pk",
                    Id = 4711,
                    Type = DataType.Int64,
                    PrimaryKey = true,
                    AutoId = true,
                },
                new Field
                {
                    Name = "tenant",
                    Type = DataType.VarChar,
                    MaxLength = 10,
                    PartitionKey = true,
                    ClusteringKey = true,
                },
                new Field
                {
                    Name = "i8",
                    Type = DataType.Int8,
                    DefaultValue = -5,
                },
                new Field
                {
                    Name = "i64",
                    Type = DataType.Int64,
                    DefaultValue = 7L,
                    Nullable = true,
                },
                new Field
                {
                    Name = "f",
                    Type = DataType.Float,
                    DefaultValue = 0.5f,
                },
                new Field
                {
                    Name = "d",
                    Type = DataType.Double,
                    DefaultValue = 0.25,
                },
                new Field
                {
                    Name = "s",
                    Type = DataType.VarChar,
                    MaxLength = 8,
                    DefaultValue = "né",
                },
                new Field
                {
                    Name = "b",
                    Type = DataType.Bool,
                    DefaultValue = true,
                },
                new Field
                {
                    Name = "tags",
                    Type = DataType.Array,
                    ElementType = DataType.VarChar,
                    MaxLength = 5,
                    MaxCapacity = 3,
                },
                new Field
                {
                    Name = "body",
                    Type = DataType.VarChar,
                    MaxLength = 99,
                    Parameter = { ["enable_analyzer"] = "true", ["analyzer_params"] = "{\"type\":\"english\"}" },
                },
                new Field
                {
                    Name = "words",
                    Type = DataType.SparseFloatVector,
                    IsFunctionOutput = true,
                },
                new Field
                {
                    Name = "vector",
                    Type = DataType.FloatVector,
                    Dimension = 4,
                    ExternalField = "v",
                    Description = "a vector",
                },
                new Field
                {
                    Name = "chunks",
                    Type = DataType.Array,
                    ElementType = DataType.Struct,
                    MaxCapacity = 9,
                    StructField =
                    [
                        new Field
                        {
                            Name = "text",
                            Type = DataType.VarChar,
                            MaxLength = 5,
                        },
                        new Field
                        {
                            Name = "emb",
                            Type = DataType.Int8Vector,
                            Dimension = 2,
                        },
                    ],
                },
                new Field { Name = "newer", Type = (DataType)777 },
            ],
            Function =
            [
                new Function
                {
                    Name = "bm25",
                    Type = "BM25",
                    InputField = ["body"],
                    OutputField = ["words"],
                    Parameter = { ["k"] = "v" },
                },
            ],
            Property = { ["collection.ttl.seconds"] = "60" },
        };
        return new CollectionBlueprint(
            collection,
            ["p1", "p2"],
            [
                new IndexParameter
                {
                    Field = "vector",
                    Name = "v",
                    IndexType = "HNSW",
                    MetricType = "L2",
                    Parameter = { ["M"] = "16", ["efConstruction"] = "200" },
                },
                new IndexParameter { Field = "tenant", IndexType = "INVERTED" },
            ]);
    }
}
