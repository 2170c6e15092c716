namespace Milvus.Tests.Embedded;

using System.Globalization;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Searches that return buckets instead of hits.</summary>
public sealed class SearchAggregationTests
{
    /// <summary>Rows 0 … 12 with the squared distance key², so the nearest first means ascending keys. The field n is null in rows 3 to
    /// 12.</summary>
    private static Engine Filled()
    {
        var engine = new Engine();
        engine.CreateLoaded("c", Field("g", DataType.Int64), Field("p", DataType.Int64), Field("f", DataType.Float), Text("t"),
            new FieldSchema(Field("n", DataType.Int64)) { Nullable = true }, Field("j", DataType.Json));
        long[] groups = [0, 0, 1, 0, 2, 1, 3, 0, 1, 2, 2, 3, 4];
        var keys = Enumerable.Range(0, groups.Length).Select(key => (long)key).ToArray();
        Engine.Ok(
            engine.Insert(
                "c",
                (uint)keys.Length,
                Longs("id", keys),
                Longs("g", groups),
                Longs("p", [.. keys.Select(key => key * 7 % 5)]),
                Floats("f", [.. keys.Select(key => key / 2f)]),
                Texts("t", [.. keys.Select(key => key % 2 == 0 ? "even" : "odd")]),
                Longs("n", 5, 6, 5).Valid([.. keys.Select(key => key < 3)]),
                Json("j", [.. keys.Select(_ => "{}")]),
                Vectors("v", 4, [.. keys.SelectMany(key => new float[] { key, 0, 0, 0 })])));
        return engine;
    }

    private static SearchAggregationSpec Spec(string fields, long size, long hits = 0, string sort = "_score:asc")
    {
        var spec = new SearchAggregationSpec { Size = size };
        spec.Fields.AddRange(fields.Split(','));
        if (hits > 0)
        {
            spec.TopHits = new TopHitsSpec { Size = hits };
            spec.TopHits.Sort.AddRange(
                sort.Split(',')
                    .Select(part => part.Split(':'))
                    .Select(part => new SortSpec
                    {
                        FieldName = part[0],
                        Direction = part[1],
                        NullFirst = part.Length > 2,
                    }));
        }

        return spec;
    }

    private static SearchAggregationSpec With(SearchAggregationSpec spec, string metrics, string order = "")
    {
        foreach (var part in metrics.Split(',').Select(part => part.Split(':')))
        {
            spec.Metrics.Add(part[0], new MetricAggSpec { Op = part[1], FieldName = part[2] });
        }

        spec.Order.AddRange(
            order
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split(':'))
                .Select(part => new OrderSpec { Key = part[0], Direction = part[1] }));
        return spec;
    }

    private static SearchResults Search(
        Engine engine,
        SearchAggregationSpec spec,
        string filter = "",
        string[]? output = null,
        params (string, string)[] more)
    {
        var request = Requests.ToSearch("c", "v", "L2", 3, [Requests.Floats(0, 0, 0, 0)], filter: filter, output: output, more: more);
        request.SearchAggregation = spec;
        return engine.Client.Search(request);
    }

    private static string Told(SearchResults results) => string.Join(" | ", Engine.Ok(results).Results.AggBuckets.Select(Told));

    private static string Told(AggBucket bucket)
    {
        var key = string.Join(
            ',',
            bucket.Key.Select(entry =>
                entry.ValueCase switch
                {
                    BucketKeyEntry.ValueOneofCase.IntVal => entry.IntVal.ToString(CultureInfo.InvariantCulture),
                    BucketKeyEntry.ValueOneofCase.StringVal => entry.StringVal,
                    _ => "null",
                }));
        var metrics = bucket
            .Metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair =>
                $" {pair.Key}="
                + (
                    pair.Value.ValueCase switch
                    {
                        MetricValue.ValueOneofCase.IntVal => pair.Value.IntVal.ToString(CultureInfo.InvariantCulture),
                        MetricValue.ValueOneofCase.StringVal => pair.Value.StringVal,
                        _ => pair.Value.DoubleVal.ToString("0.0##", CultureInfo.InvariantCulture),
                    }));
        var hits = bucket.Hits.Count == 0 ? "" : $" [{string.Join(',', bucket.Hits.Select(hit => hit.IntPk))}]";
        var inner = bucket.SubGroups.Count == 0 ? "" : $" ({string.Join(" | ", bucket.SubGroups.Select(Told))})";
        return $"{key} x{bucket.Count}{string.Concat(metrics)}{hits}{inner}";
    }

    [Fact]
    public void SearchAggregation_nearest_groups_are_told_of_with_as_many_hits_as_asked_for()
    {
        using var engine = Filled();
        Assert.Equal("0 x2 [0,1] | 1 x2 [2,5] | 2 x2 [4,9]", Told(Search(engine, Spec("g", 3, hits: 2))));
        Assert.Equal("0 x1 | 1 x1", Told(Search(engine, Spec("g", 2))));
        Assert.Equal("0,even x1 | 0,odd x1 | 1,even x1", Told(Search(engine, Spec("g,t", 3))));
        Assert.Equal("1 x3 [8,5,2]", Told(Search(engine, Spec("g", 1, hits: 3, sort: "id:desc"), filter: "g == 1")));
        Assert.Empty(Engine.Ok(Search(engine, Spec("g", 3), filter: "g == 9")).Results.AggBuckets);
    }

    [Fact]
    public void SearchAggregation_metrics_are_computed_over_the_hits_and_sort_the_buckets()
    {
        using var engine = Filled();
        const string Metrics = "all:count:*,sum:sum:p,avg:avg:f,least:min:t,most:max:p,far:max:_score,n:count:n";
        Assert.Equal("0 x2 all=2 avg=0.25 far=1.0 least=even most=2 n=2 sum=2 [0,1] | 1 x2 all=2 avg=1.75 far=25.0 least=even most=4 "
            + "n=1 sum=4 [2,5]",
            Told(Search(engine, With(Spec("g", 2, hits: 2), Metrics))));
        var spec = With(Spec("g", 2, hits: 2), "sum:sum:p", "sum:desc");
        spec.SearchSize = 3;
        Assert.Equal("2 x2 sum=6 [4,9] | 1 x2 sum=4 [2,5]", Told(Search(engine, spec)));
        Assert.Equal(
            "1 x1 m=5 | 0 x1 m=5",
            Told(Search(engine, With(Spec("g", 2), "m:min:n", "_count:desc,_key:desc"), filter: "id in [0, 2]")));
        Assert.Equal("2 x1 | 1 x1 m=5", Told(Search(engine, With(Spec("g", 2), "m:min:n", "m:asc"), filter: "id in [2, 4]")));
    }

    [Fact]
    public void SearchAggregation_levels_tell_of_groups_within_groups()
    {
        using var engine = Filled();
        var spec = Spec("g", 2);
        spec.SubAggregation = Spec("p", 2, hits: 1);
        Assert.Equal("0 x3 (0 x1 [0] | 2 x1 [1]) | 1 x1 (4 x1 [2])", Told(Search(engine, spec)));
    }

    [Fact]
    public void SearchAggregation_nulls_are_a_group_of_their_own_and_come_where_they_are_asked_for()
    {
        using var engine = Filled();
        Assert.Equal("5 x2 [0,2] | 6 x1 [1] | null x2 [3,4]", Told(Search(engine, Spec("n", 3, hits: 2))));
        Assert.Equal("0 x4 [3,7,0,1]", Told(Search(engine, Spec("g", 1, hits: 4, sort: "n:asc:first,id:asc"))));
        Assert.Equal("0 x4 [1,0,3,7]", Told(Search(engine, Spec("g", 1, hits: 4, sort: "n:desc,id:asc"))));
    }

    [Fact]
    public void SearchAggregation_hits_tell_of_their_fields_and_rounded_scores()
    {
        using var engine = Filled();
        var results = Engine
            .Ok(Search(engine, Spec("g", 1, hits: 1), filter: "id == 1", output: ["t", "f", "n", "j"], more: ("round_decimal", "1")))
            .Results;
        var hit = results.AggBuckets.Single().Hits.Single();
        Assert.Equal(1, hit.Score);
        Assert.Equal(["f", "t", "n", "j"], hit.Fields.Select(field => field.FieldName));
        Assert.Equal(
            (0.5f, "odd", 6L, "{}"),
            (hit.Fields[0].FloatVal, hit.Fields[1].StringVal, hit.Fields[2].IntVal, hit.Fields[3].BytesVal.ToStringUtf8()));
        Assert.Equal([1L], results.AggTopks);
        Assert.Equal([0L], results.Topks);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "depth", ServerTexts.SearchAggregationNestingExceedsMax4Levels },
        { "entries", ServerTexts.NumberOfSearchAggregationResultEntriesIs },
        { "nothing", ServerTexts.GroupByLevelHasNoFields },
        { "unknown", ServerTexts.FieldNosuchNotFoundInSchema },
        { "json", ServerTexts.GroupByFieldJJSONDynamicFields },
        { "float", ServerTexts.GroupByFieldFFLOATDOUBLEFields },
        { "twice", ServerTexts.DuplicatedGroupByFieldGInOne },
        { "again", ServerTexts.DuplicatedGroupByFieldGAcrossLevels },
        { "search size", ServerTexts.SearchAggregationSearchSizeMustBeGreater },
        { "negative", ServerTexts.SearchAggregationSizeMustBeNonNegative },
        { "operation", ServerTexts.InvalidMetricMUnsupportedMetricOpMedian },
        { "star", ServerTexts.InvalidMetricMFieldNameOnlySupports },
        { "text", ServerTexts.InvalidMetricMAggregationOperatorSumDoes },
        { "order", ServerTexts.OrderKeyNosuchIsNeitherReservedKey },
        { "direction", ServerTexts.DirectionMustBeAscOrDesc },
        { "path", ServerTexts.TopHitsSortJSONPathIsNot },
        { "group", ServerTexts.GroupByFieldAndSearchAggregationCannot },
        { "offset", ServerTexts.OffsetIsNotSupportedWithSearchAggregation },
        { "iterator", ServerTexts.SearchIteratorIsNotSupportedWithSearch },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void SearchAggregation_what_servers_refuse_is_refused(string what, string reason)
    {
        using var engine = Filled();
        var deep = Spec("g", 1);
        deep.SubAggregation = Spec("p", 1);
        deep.SubAggregation.SubAggregation = Spec("t", 1);
        deep.SubAggregation.SubAggregation.SubAggregation = Spec("n", 1);
        deep.SubAggregation.SubAggregation.SubAggregation.SubAggregation = Spec("id", 1);
        var again = Spec("g", 1);
        again.SubAggregation = Spec("g", 1);
        var status = (what switch
        {
            "depth" => Search(engine, deep),
            "entries" => Search(engine, Spec("g", 5001, hits: 2)),
            "nothing" => Search(engine, new SearchAggregationSpec { Size = 1 }),
            "unknown" => Search(engine, Spec("nosuch", 1)),
            "json" => Search(engine, Spec("j", 1)),
            "float" => Search(engine, Spec("f", 1)),
            "twice" => Search(engine, Spec("g,g", 1)),
            "again" => Search(engine, again),
            "search size" => Search(engine, new SearchAggregationSpec(Spec("g", 3)) { SearchSize = 2 }),
            "negative" => Search(engine, Spec("g", -1)),
            "operation" => Search(engine, With(Spec("g", 1), "m:median:p")),
            "star" => Search(engine, With(Spec("g", 1), "m:sum:*")),
            "text" => Search(engine, With(Spec("g", 1), "m:sum:t")),
            "order" => Search(engine, With(Spec("g", 1), "m:sum:p", "nosuch:asc")),
            "direction" => Search(engine, With(Spec("g", 1), "m:sum:p", "m:up")),
            "path" => Search(engine, Spec("g", 1, hits: 1, sort: "j[a]:asc")),
            "group" => Search(engine, Spec("g", 1), more: ("group_by_field", "g")),
            "offset" => Search(engine, Spec("g", 1), more: ("offset", "1")),
            _ => Search(engine, Spec("g", 1), more: ("iterator", "True")),
        }).Status;
        Assert.Equal(1100, status.Code);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void SearchAggregation_hybrid_search_takes_none()
    {
        using var engine = Filled();
        var search = Requests.ToSearch("c", "v", "L2", 3, [Requests.Floats(0, 0, 0, 0)]);
        search.SearchAggregation = Spec("g", 1);
        var request = new HybridSearchRequest { CollectionName = "c", Requests = { search } };
        request.RankParams.AddRange(Requests.Pairs([("strategy", "rrf"), ("limit", "3")]));
        Assert.Contains(
            ServerTexts.SearchAggregationIsNotSupportedForHybrid,
            engine.Client.HybridSearch(request).Status.Reason,
            StringComparison.Ordinal);
    }
}
