using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// The function chain of a search. It replaces the order and the scores of the hits. It runs as it was sent: only its operators sort, limit
/// or round.
/// </summary>
internal sealed class ChainPlan
{
    private readonly IReadOnlyList<IChainStep> _steps;

    private ChainPlan(MergeStep? merge, IReadOnlyList<IChainStep> steps)
    {
        Merge = merge;
        _steps = steps;
    }

    /// <summary>How the hits of several searches are merged; null for a plain search.</summary>
    public MergeStep? Merge { get; }

    /// <summary>Whether the chain limits the number of hits. Otherwise offset and limit of a hybrid search do.</summary>
    public bool Limits => _steps.Any(step => step is LimitStep);

    /// <summary>The chain of a plain search; null if it has none.</summary>
    public static ChainPlan? OfSearch(CollectionEntry collection, SearchRequest request)
    {
        var isReranked = request.FunctionScore is { Functions.Count: > 0 } || request.FunctionChains.Count > 0;
        if (isReranked && !string.IsNullOrWhiteSpace(request.SearchParams.Find("order_by_fields")))
        {
            throw MilvusError.Parameter("order_by and function rerank cannot be used together");
        }

        if (request.FunctionChains.Count == 0)
        {
            return null;
        }

        if (request.FunctionScore is not null)
        {
            throw MilvusError.Parameter("function_score and function_chains cannot be used together");
        }

        if (Iteration.OfSearch(collection, request.SearchParams) || Iteration.Boolean(request.SearchParams.Find("search_iter_v2")) == true)
        {
            throw MilvusError.Parameter("function_chains and search iterators cannot be used together");
        }

        return Read(collection, OnlyChain(request.FunctionChains), null);
    }

    /// <summary>The chain of a hybrid search; null if a ranker ranks it.</summary>
    public static ChainPlan? OfHybrid(CollectionEntry collection, HybridSearchRequest request)
    {
        var nested = request
            .Requests.Select((search, place) => (search, place))
            .FirstOrDefault(item => item.search.FunctionChains.Count > 0);
        if (nested.search is not null)
        {
            throw MilvusError.Parameter(
                $"function_chains of sub-search[{nested.place}] are not supported: a chain ranks the hybrid search as a whole");
        }

        if (request.FunctionChains.Count == 0)
        {
            return null;
        }

        if (request.FunctionScore is not null)
        {
            throw MilvusError.Parameter("function_chains cannot be used with function_score");
        }

        if (
            !string.IsNullOrWhiteSpace(request.RankParams.Find("strategy"))
            || request.RankParams.Find("params")?.Trim() is not (null or "" or "null"))
        {
            throw MilvusError.Parameter("function_chains cannot be used with rank_params strategy or params");
        }

        if (request.FunctionChains.Count > 1)
        {
            throw MilvusError.Parameter($"hybrid search requires exactly one function chain, got {request.FunctionChains.Count}");
        }

        var chain = OnlyChain(request.FunctionChains);
        var merges = chain
            .Ops.Select((operation, place) => (operation, place))
            .Where(item => item.operation.Op.Trim() == "merge")
            .ToArray();
        if (merges.Length != 1)
        {
            throw MilvusError.Parameter("function chain[0]: hybrid function chain must contain exactly one merge operator");
        }

        if (merges[0].place != 0)
        {
            throw MilvusError.Parameter("function chain[0]: hybrid function chain merge operator must be first");
        }

        return Read(collection, chain, new MergeStep(merges[0].operation, request.Requests.Count));
    }

    /// <summary>Runs the chain on the hits of one query.</summary>
    public ChainFrame Run(ChainFrame frame) => _steps.Aggregate(frame, (current, step) => step.Apply(current));

    /// <summary>Merges the hits of one query from several searches, and runs the chain on them.</summary>
    public ChainFrame Run(ColumnSet columns, IReadOnlyList<ChainFrame> frames, IReadOnlyList<DistanceMetric> metrics)
    {
        var merged = Merge!.Merge(frames, metrics);
        return Run(ChainFrame.Of(columns, [.. merged.Select(item => item.Hit)], merged.Select(item => item.Score)));
    }

    private static FunctionChain OnlyChain(IReadOnlyList<FunctionChain> chains)
    {
        var wrong = chains.Select((chain, place) => (chain, place)).FirstOrDefault(item => item.chain.Stage != FunctionChainStage.L2Rerank);
        if (wrong.chain is not null)
        {
            throw MilvusError.Parameter(
                $"function chain[{wrong.place}] stage FunctionChainStage{wrong.chain.Stage} is not supported in search request");
        }

        if (chains.Count > 1)
        {
            throw MilvusError.Parameter("function chain stage FunctionChainStageL2Rerank appears more than once");
        }

        return chains[0].Ops.Count > 0 ? chains[0] : throw MilvusError.Parameter("function chain[0] must contain at least one op");
    }

    private static ChainPlan Read(CollectionEntry collection, FunctionChain chain, MergeStep? merge)
    {
        var reader = new ChainReader(collection);
        var steps = new List<IChainStep>();
        for (var place = merge is null ? 0 : 1; place < chain.Ops.Count; place++)
        {
            try
            {
                if (reader.Read(chain.Ops[place]) is { } step)
                {
                    steps.Add(step);
                }
            }
            catch (MilvusError error)
            {
                throw new MilvusError(error.Code, $"function chain[0]: op[{place}]: {error.Message}");
            }
        }

        reader.Columns.CheckAnswer();
        return new ChainPlan(merge, steps);
    }
}
