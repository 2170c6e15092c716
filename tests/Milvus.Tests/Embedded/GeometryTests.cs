namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Fields of type GEOMETRY are checked, kept and sent back.</summary>
public sealed class GeometryTests
{
    private static readonly string[] s_texts =
    [
        "POINT (13.4 52.5)", "point z(1 2 3)", "LINESTRING (13.40 52.52, 13.41 -5.1e1)", "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))", "MULTIPOINT ((10 40), (40 30))",
        "MULTIPOINT (10 40, 40 30)", "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 6 5, 6 6, 5 5)))", "GEOMETRYCOLLECTION (POINT (40 10), LINESTRING (10 10, 20 20))", "POINT EMPTY",
    ];

    [Fact]
    public void Geometries_come_back_as_they_were_given_after_reopening_too()
    {
        using var folder = new TempFolder();
        using (var engine = new Engine(folder.File("g.db")))
        {
            engine.CreateLoaded("c", Field("g", DataType.Geometry).Nullable());
            Engine.Ok(engine.Index("c", "g", ("index_type", "RTREE")));
            Assert.Equal(1100, engine.Index("c", "g", ("index_type", "BITMAP")).Code);
            Engine.Ok(Insert(engine, s_texts));
            Engine.Ok(engine.Insert("c", 1, Longs("id", 100), Vectors("v", 4, new float[4])));
        }
        using (var engine = new Engine(folder.File("g.db")))
        {
            var data = Engine.Ok(engine.Query("c", "id >= 0", ["g"])).FieldsData.Single(field => field.FieldName == "g");
            Assert.Equal(DataType.Geometry, data.Type);
            Assert.Equal(s_texts.Append(""), data.Scalars.GeometryWktData.Data);
            Assert.False(data.ValidData[^1]);
            Assert.Equal([100L], engine.Keys("c", "g is null"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("POINT")]
    [InlineData("POINT (1)")]
    [InlineData("POINT (1 2 3 4 5)")]
    [InlineData("POINT (1 2, 3 4)")]
    [InlineData("POINT (1 2) x")]
    [InlineData("CIRCLE (1 2)")]
    [InlineData("POLYGON (1 2, 3 4)")]
    [InlineData("LINESTRING (1 2, )")]
    [InlineData("POINT (NaN 1e999)")]
    public void Other_texts_are_refused(string text)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("g", DataType.Geometry));
        var result = Insert(engine, [s_texts[0], text]);
        Assert.Equal(1100, result.Status.Code);
        Assert.Contains("field (g)", result.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(0, engine.Count("c"));
    }

    private static MutationResult Insert(Engine engine, string[] texts)
    {
        var data = new FieldData { FieldName = "g", Type = DataType.Geometry, Scalars = new ScalarField { GeometryWktData = new() } };
        data.Scalars.GeometryWktData.Data.AddRange(texts);
        return engine.Insert("c", (uint)texts.Length, Longs("id", [.. Enumerable.Range(0, texts.Length).Select(key => (long)key)]), Vectors("v", 4, new float[texts.Length * 4]), data);
    }
}
