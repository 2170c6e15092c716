namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Fields of type GEOMETRY are checked, stored and returned, and filters test their spatial relations.</summary>
public sealed class GeometryTests
{
    private static readonly string[] _texts =
    [
        "POINT (13.4 52.5)",
        "point z(1 2 3)",
        "LINESTRING (13.40 52.52, 13.41 -5.1e1)",
        "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
        "MULTIPOINT ((10 40), (40 30))",
        "MULTIPOINT (10 40, 40 30)",
        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        "GEOMETRYCOLLECTION (POINT (40 10), LINESTRING (10 10, 20 20))",
        "POINT EMPTY",
    ];

    [Fact]
    public void Geometry_geometries_come_back_as_they_were_given_after_reopening_too()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("g.db")))
        {
            engine.CreateLoaded("c", Field("g", DataType.Geometry).Nullable());
            Engine.Ok(engine.Index("c", "g", ("index_type", "RTREE")));
            Assert.Equal(1100, engine.Index("c", "g", ("index_type", "BITMAP")).Code);
            Engine.Ok(Insert(engine, _texts));
            Engine.Ok(engine.Insert("c", 1, Longs("id", 100), Vectors("v", 4, new float[4])));
        }

        using (var engine = new Engine(folder.File("g.db")))
        {
            var data = Engine.Ok(engine.Query("c", "id >= 0", ["g"])).FieldsData.Single(field => field.FieldName == "g");
            Assert.Equal(DataType.Geometry, data.Type);
            Assert.Equal(_texts.Append(""), data.Scalars.GeometryWktData.Data);
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
    [InlineData("POLYGON ((0 0, 1 0, 1 1, 0 1))")]
    [InlineData("POLYGON ((0 0, 1 1))")]
    [InlineData("LINESTRING (0 0)")]
    public void Geometry_other_texts_are_refused(string text)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("g", DataType.Geometry));
        var result = Insert(engine, [_texts[0], text]);
        Assert.Equal(1100, result.Status.Code);
        Assert.Contains("field (g)", result.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(0, engine.Count("c"));
    }

    private const string Box = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))";

    private static readonly string[] _shapes =
    [
        "POINT (1 1)",
        "POINT (20 20)",
        Box,
        "LINESTRING (-5 5, 15 5)",
        "POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))",
        "POLYGON ((5 5, 15 5, 15 15, 5 15, 5 5))",
    ];

    [Theory]
    [InlineData($"ST_WITHIN(g, '{Box}')", 0, 2)]
    [InlineData($"not ST_WITHIN(g, '{Box}')", 1, 3, 4, 5)]
    [InlineData($"id > 0 and st_within(g, '{Box}')", 2)]
    [InlineData("ST_CONTAINS(g, 'POINT (5 6)')", 2)]
    [InlineData("ST_INTERSECTS(g, 'POINT (0 5)')", 2, 3)]
    [InlineData("ST_EQUALS(g, 'POLYGON ((10 10, 0 10, 0 0, 10 0, 10 10))')", 2)]
    [InlineData($"ST_TOUCHES(g, '{Box}')", 4)]
    [InlineData($"ST_OVERLAPS(g, '{Box}')", 5)]
    [InlineData($"ST_CROSSES(g, '{Box}')", 3)]
    [InlineData("ST_DWITHIN(g, 'POINT (1 1)', 5)", 0, 2)]
    [InlineData("ST_DWITHIN(g, 'POINT (1 1)', 500000.0)", 0, 2, 3)]
    [InlineData("ST_DWITHIN(g, 'POINT (20 19)', 111194)")]
    [InlineData("ST_DWITHIN(g, 'POINT (20 19)', 111195)", 1)]
    [InlineData("ST_ISVALID(g)", 0, 1, 2, 3, 4, 5)]
    [InlineData("not ST_ISVALID(g)")]
    public void Geometry_filters_ask_how_geometries_lie_to_one_another(string filter, params int[] expected)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("g", DataType.Geometry).Nullable());
        Engine.Ok(Insert(engine, _shapes));
        // A null matches neither a condition nor its negation.
        Engine.Ok(engine.Insert("c", 1, Longs("id", 100), Vectors("v", 4, new float[4])));

        Assert.Equal(expected.Select(key => (long)key), engine.Keys("c", filter));
    }

    [Fact]
    public void Geometry_rows_that_came_later_are_found_and_crossed_rings_are_not_valid()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("g", DataType.Geometry));
        Engine.Ok(Insert(engine, _shapes[..2]));
        Assert.Equal([0L, 1L], engine.Keys("c", "ST_ISVALID(g)"));

        Engine.Ok(Insert(engine, ["POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"], first: 2));

        Assert.Equal([2L], engine.Keys("c", "not ST_ISVALID(g)"));
        Assert.Equal(
            2,
            Engine
                .Ok(
                    engine.Client.Query(
                        new QueryRequest
                        {
                            CollectionName = "c",
                            Expr = "ST_INTERSECTS(g, {shape}) or ST_DWITHIN(g, {place}, {far})",
                            OutputFields = { "id" },
                            ExprTemplateValues =
                            {
                                ["shape"] = new() { StringVal = "POINT (1 1)" },
                                ["place"] = new() { StringVal = "POINT (20 20)" },
                                ["far"] = new() { Int64Val = 1 },
                            },
                        }))
                .FieldsData.Single(data => data.FieldName == "id")
                .Scalars.LongData.Data.Count(key => key < 2));
    }

    [Theory]
    [InlineData(
        "ST_WITHIN(id, 'POINT (1 1)')",
        ServerTexts.SpatialOperationAreOnlySupportedOnGeometry
    )]
    [InlineData("ST_ISVALID(id)", ServerTexts.STIsValidOperationAreOnlySupportedOnGeometry)]
    [InlineData("ST_WITHIN(g, 'here')", ServerTexts.HereIsNoWellKnownTextWKT)]
    [InlineData("ST_WITHIN(g, 'POLYGON ((0 0, 1 1))')", ServerTexts.IsNoWellKnownTextWKT)]
    [InlineData("ST_WITHIN(g, 5)", ServerTexts.WKTStringShouldBeAStringLiteral)]
    [InlineData($"ST_DWITHIN(g, '{Box}', 5)", "only supports POINT geometry")]
    [InlineData("ST_DWITHIN(g, 'POINT (1 1)', -5)", ServerTexts.DistanceParameterMustBeNonNegativeGot)]
    [InlineData("ST_DWITHIN(g, 'POINT (1 1)', 'far')", ServerTexts.DistanceParameterMustBeANumericValue)]
    [InlineData("ST_DWITHIN(g, 'POINT (1 1)', id)", ServerTexts.DistanceParameterMustBeAConstantNumeric)]
    public void Geometry_other_uses_are_refused_by_name(string filter, string reason)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("g", DataType.Geometry));

        var status = engine.Query("c", filter, ["id"]).Status;

        Assert.Equal(1100, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    private static MutationResult Insert(Engine engine, string[] texts, int first = 0)
    {
        var data = new FieldData { FieldName = "g", Type = DataType.Geometry, Scalars = new ScalarField { GeometryWktData = new() } };
        data.Scalars.GeometryWktData.Data.AddRange(texts);
        return engine.Insert(
            "c",
            (uint)texts.Length,
            Longs("id", [.. Enumerable.Range(first, texts.Length).Select(key => (long)key)]),
            Vectors("v", 4, new float[texts.Length * 4]),
            data);
    }
}
