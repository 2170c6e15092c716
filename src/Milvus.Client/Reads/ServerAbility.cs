namespace Milvus.Client.Reads;

/// <summary>
/// An option that older servers pass over without a word, or misunderstand: they get an error instead of a request that would do
/// something else.
/// </summary>
/// <param name="What">The option, as an error names it.</param>
/// <param name="Milvus">The first version of Milvus that has it.</param>
/// <param name="Lite">Whether Milvus Lite has it.</param>
internal sealed record ServerAbility(string What, Version Milvus, bool Lite)
{
    internal static ServerAbility QueryOrder { get; } = new("ordered and grouped queries", new Version(2, 6), false);

    internal static ServerAbility PartialUpsert { get; } = new("partial upserts", new Version(2, 6), true);

    internal static ServerAbility SearchByKeys { get; } = new("searches by the keys of rows", new Version(2, 6), false);

    internal static ServerAbility SearchOrder { get; } = new("an order of hits by fields", new Version(2, 6), true);

    internal static ServerAbility Rankers { get; } = new("rankers that are functions", new Version(2, 6), true);

    internal static ServerAbility FunctionChains { get; } = new("function chains", new Version(3, 0), true);

    internal static ServerAbility HybridChains { get; } = new("function chains of hybrid searches", new Version(3, 0), false);

    internal static ServerAbility Highlighters { get; } = new("highlighters", new Version(2, 6), false);

    internal static ServerAbility Aggregations { get; } = new("aggregations in searches", new Version(2, 6), false);

    internal static ServerAbility GroupSize { get; } = new("the size of groups", new Version(2, 5), true);

    internal static ServerAbility SegmentStates { get; } = new("segments by state", new Version(3, 0), false);

    internal static ServerAbility CompactionList { get; } = new("the compactions of a collection", new Version(3, 0), false);

    /// <summary>What a query needs of a server.</summary>
    internal static IEnumerable<ServerAbility> Of(VectorQuery query)
    {
        (bool Needed, ServerAbility Ability)[] needs =
        [
            (query.Ids is not null, SearchByKeys),
            (query.OrderBy is not null, SearchOrder),
            (query.Rankers.Count > 0, Rankers),
            (query.FunctionChains.Count > 0, FunctionChains),
            (query.Highlighter is not null, Highlighters),
            (query.Aggregation is not null, Aggregations),
            (query.GroupSize is not null || query.StrictGroupSize, GroupSize),
        ];
        return needs.Where(need => need.Needed).Select(need => need.Ability);
    }
}
