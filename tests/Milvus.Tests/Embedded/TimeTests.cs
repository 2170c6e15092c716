namespace Milvus.Tests.Embedded;

using Milvus.Embedded.Times;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

/// <summary>Fields of type TIMESTAMPTZ: texts with an offset or a time zone are written and read, and instants are compared.</summary>
public sealed class TimeTests
{
    private static Engine Filled(string? path = null)
    {
        var engine = new Engine(path);
        engine.CreateLoaded("c", Field("at", DataType.Timestamptz).Nullable());
        Engine.Ok(
            engine.Insert(
                "c",
                5,
                Longs("id", 1, 2, 3, 4, 5),
                Vectors("v", 4, new float[20]),
                Times(
                    "at",
                    [true, true, true, false, true],
                    "2025-01-31T12:00:00Z",
                    "2025-01-31T20:00:00+08:00",
                    "2025-07-01 00:00:00.123456789",
                    "",
                    "1969-12-31T23:59:59.5-01:00")));
        return engine;
    }

    [Fact]
    public void Time_texts_come_back_in_UTC_and_in_the_zone_that_is_asked_for()
    {
        using var engine = Filled();
        Assert.Equal(
            ["2025-01-31T12:00:00Z", "2025-01-31T12:00:00Z", "2025-07-01T00:00:00.123456Z", "", "1970-01-01T00:59:59.5Z"],
            Texts(engine));
        Assert.Equal(
            [
                "2025-01-31T07:00:00-05:00",
                "2025-01-31T07:00:00-05:00",
                "2025-06-30T20:00:00.123456-04:00",
                "",
                "1969-12-31T19:59:59.5-05:00",
            ],
            Texts(engine, ("timezone", "America/New_York")));
    }

    [Theory]
    [InlineData("at == ISO \"2025-01-31T12:00:00Z\"", "1,2")]
    [InlineData("at != ISO '2025-01-31T12:00:00Z'", "3,5")]
    [InlineData("at > iso \"2025-01-31T20:00:00+08:00\"", "3")]
    [InlineData("ISO \"2025-01-31T12:00:00Z\" >= at", "1,2,5")]
    [InlineData("ISO \"2025-01-01T00:00:00Z\" < at < ISO \"2025-06-01T00:00:00Z\"", "1,2")]
    [InlineData("at + INTERVAL \"P1M\" == ISO \"2025-02-28T12:00:00Z\"", "1,2")]
    [InlineData("at - INTERVAL 'P30DT12H' < ISO '2025-01-01T00:00:01Z'", "1,2,5")]
    [InlineData("at > ISO \"2025-01-31T12:00:00Z\" - INTERVAL \"PT1S\"", "1,2,3")]
    [InlineData("at is null", "4")]
    [InlineData("not (at < ISO '2025-02-01T00:00:00Z')", "3")]
    public void Time_moments_are_compared_whatever_the_zone(string filter, string keys)
    {
        using var engine = Filled();
        Assert.Equal(keys, string.Join(',', engine.Keys("c", filter)));
    }

    [Theory]
    [InlineData("at > 5", ServerTexts.ComparisonsBetweenTimestamptzAndInt64Are)]
    [InlineData("at == \"2025-01-31T12:00:00Z\"", "comparisons between Timestamptz and VarChar are not supported")]
    [InlineData("at + 1 > ISO '2025-01-31T12:00:00Z'", ServerTexts.OnlyAnINTERVALCanBeAdded)]
    [InlineData("at > ISO 'yesterday'", ServerTexts.InvalidTimestampStringYesterdayDoesNotMatch)]
    [InlineData("at > ISO '2025-01-31T12:00:00+15:00'", ServerTexts.UTCOffsetHour15IsOutOf)]
    [InlineData("at + INTERVAL '1 day' > ISO '2025-01-31T12:00:00Z'", "invalid interval: 1 day")]
    [InlineData("id > ISO '2025-01-31T12:00:00Z'", ServerTexts.ComparisonsBetweenInt64AndTimestamptzAre)]
    public void Time_what_is_no_moment_is_refused(string filter, string reason)
    {
        using var engine = Filled();
        var status = engine.Query("c", filter, ["id"]).Status;
        Assert.NotEqual(0, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_texts_without_an_offset_are_in_the_zone_of_the_collection_which_is_first_that_of_the_database()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Client.AlterDatabase(new AlterDatabaseRequest { DbName = "default", Properties = { Zone("Asia/Tokyo") } }));
        engine.CreateLoaded("c", Field("at", DataType.Timestamptz).Nullable());
        Engine.Ok(engine.Client.AlterDatabase(new AlterDatabaseRequest { DbName = "default", Properties = { Zone("Europe/Paris") } }));
        Assert.Contains(
            Zone("Asia/Tokyo"),
            engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "c" }).Properties);
        Insert(engine, 10);
        Assert.Equal([10L], engine.Keys("c", "at == ISO '2024-12-31T15:00:00Z'"));
        Engine.Ok(
            engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c", Properties = { Zone("America/New_York") } }));
        Insert(engine, 11);
        Assert.Equal([11L], engine.Keys("c", "at == ISO '2025-01-01 00:00:00'"));
        Assert.Equal([11L], engine.Keys("c", "at == ISO '2025-01-01T05:00:00Z'"));
        Assert.Equal("2025-01-01T00:00:00-05:00", Texts(engine)[^1]);
        foreach (var status in new[]
        {
            engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c", Properties = { Zone("Mars/Olympus") } }),
            engine.Client.CreateDatabase(new CreateDatabaseRequest { DbName = "d", Properties = { Zone("Mars/Olympus") } }),
            engine.Query("c", "id > 0", ["id"], ("timezone", "Mars/Olympus")).Status,
        })
        {
            Assert.Equal(1100, status.Code);
            Assert.Contains("Mars/Olympus", status.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Time_parts_of_times_come_as_lists()
    {
        using var engine = Filled();
        var answer = Engine.Ok(
            engine.Query(
                "c",
                "id == 3",
                ["at"],
                ("time_fields", "year, month, day, hour, minute, second, microsecond"),
                ("timezone", "Asia/Kolkata")));
        var data = answer.FieldsData.Single(field => field.FieldName == "at");
        Assert.Equal(DataType.Array, data.Type);
        Assert.Equal([2025, 7, 1, 5, 30, 0, 123456], data.Scalars.ArrayData.Data.Single().LongData.Data);
        var spaced = Engine.Ok(engine.Query("c", "id == 3", ["at"], ("time_fields", "hour minute")));
        Assert.Equal([0, 0], spaced.FieldsData.Single(field => field.FieldName == "at").Scalars.ArrayData.Data.Single().LongData.Data);
        Assert.Contains(
            "century",
            engine.Query("c", "id == 3", ["at"], ("time_fields", "century")).Status.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Time_times_have_defaults_an_index_an_order_and_are_kept()
    {
        using var folder = new TemporaryFolder();
        var field = Field("at", DataType.Timestamptz);
        field.DefaultValue = new ValueField { StringData = "2025-01-01T08:00:00+08:00" };
        using (var engine = new Engine(folder.File("t.db")))
        {
            engine.CreateLoaded("d", field);
            Engine.Ok(engine.Insert("d", 1, Longs("id", 1), Vectors("v", 4, new float[4])));
            Engine.Ok(
                engine.Insert(
                    "d",
                    2,
                    Longs("id", 2, 3),
                    Vectors("v", 4, new float[8]),
                    Times("at", [], "2026-01-01T00:00:00Z", "2024-01-01T00:00:00Z")));
            Engine.Ok(engine.Index("d", "at", ("index_type", "STL_SORT")));
            Assert.Equal(1100, engine.Index("d", "at", ("index_type", "TRIE")).Code);
        }

        using (var engine = new Engine(folder.File("t.db")))
        {
            var described = engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "d" });
            Assert.Equal(
                "2025-01-01T00:00:00Z",
                described.Schema.Fields.Single(candidate => candidate.Name == "at").DefaultValue.StringData);
            var sorted = Engine.Ok(engine.Query("d", "id > 0", ["id", "at"], ("order_by_fields", "at:desc"), ("limit", "3")));
            Assert.Equal(
                ["2026-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "2024-01-01T00:00:00Z"],
                sorted.FieldsData.Single(data => data.FieldName == "at").Scalars.StringData.Data);
            var least = Engine.Ok(engine.Query("d", "id > 0", ["min(at)"]));
            Assert.Equal(["2024-01-01T00:00:00Z"], least.FieldsData[0].Scalars.StringData.Data);
        }

        var wrong = Field("at", DataType.Timestamptz);
        wrong.DefaultValue = new ValueField { StringData = "soon" };
        using var memory = new Engine();
        Assert.Contains(
            ServerTexts.InvalidTimestampStringSoon, memory.Create("e", [Key(), Vector(), wrong]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_text_that_is_no_time_is_refused_and_nothing_is_written()
    {
        using var engine = Filled();
        var result = engine.Insert(
            "c",
            2,
            Longs("id", 8, 9),
            Vectors("v", 4, new float[8]),
            Times("at", [true, true], "2025-01-01T00:00:00Z", "2025-13-01T00:00:00Z"));
        Assert.Equal(1100, result.Status.Code);
        Assert.Contains("2025-13-01T00:00:00Z", result.Status.Reason, StringComparison.Ordinal);
        Assert.Empty(engine.Keys("c", "id in [8, 9]"));
    }

    [Theory]
    [InlineData("P1Y2M3DT4H5M6.5S", 14, ((((((3 * 24L) + 4) * 60) + 5) * 60) + 6) * 1_000_000 + 500_000)]
    [InlineData("P2W", 0, 14 * 86_400_000_000)]
    [InlineData("PT0S", 0, 0)]
    public void Time_intervals(string text, int months, long microseconds) =>
        Assert.Equal(new TimeInterval(months, microseconds), TimeInterval.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("1D")]
    [InlineData("P1H")]
    [InlineData("P99999999999999999999Y")]
    public void Time_no_intervals(string text) => Assert.Null(TimeInterval.Of(text));

    private static string[] Texts(Engine engine, params (string Key, string Value)[] parameters) =>
        [
            .. Engine
                .Ok(engine.Query("c", "id > 0", ["at"], parameters))
                .FieldsData.Single(data => data.FieldName == "at")
                .Scalars.StringData.Data,
        ];

    private static void Insert(Engine engine, long key) =>
        Engine.Ok(engine.Insert("c", 1, Longs("id", key), Vectors("v", 4, new float[4]), Times("at", [true], "2025-01-01 00:00:00")));

    [Theory]
    [InlineData("0000-01-01 00:00:00", "UTC", "0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59", "America/New_York", "9999-12-31T23:59:59-05:00")]
    [InlineData("2025-11-02 01:30:00", "America/New_York", "2025-11-02T01:30:00-04:00")]
    [InlineData("2025-03-09 02:30:00", "America/New_York", "2025-03-09T01:30:00-05:00")]
    [InlineData("2025-10-26 02:30:00", "Europe/Berlin", "2025-10-26T02:30:00+01:00")]
    public void Time_clocks_that_change_and_years_that_few_calendars_have(string given, string zone, string told)
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Field("at", DataType.Timestamptz).Nullable());
        Engine.Ok(engine.Client.AlterCollection(new AlterCollectionRequest { CollectionName = "c", Properties = { Zone(zone) } }));
        Engine.Ok(engine.Insert("c", 1, Longs("id", 1), Vectors("v", 4, new float[4]), Times("at", [true], given)));
        Assert.Equal([told], Texts(engine));
    }

    private static KeyValuePair Zone(string name) => new() { Key = "timezone", Value = name };

    private static FieldData Times(string name, bool[] valid, params string[] texts)
    {
        var data = new FieldData { FieldName = name, Type = DataType.Timestamptz, Scalars = new ScalarField { StringData = new() } };
        data.Scalars.StringData.Data.AddRange(texts);
        data.ValidData.AddRange(valid);
        return data;
    }
}
