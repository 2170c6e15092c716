namespace Milvus;

/// <summary>How hits are ranked: RRF and weights put the hits of several searches together, the others change scores.</summary>
public sealed class Ranker
{
    /// <summary>The name it goes by on the server.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>rrf, weighted, decay, boost, model, or what else the server knows.</summary>
    public string Strategy { get; init; } = string.Empty;

    /// <summary>The fields it reads.</summary>
    public IReadOnlyList<string> Field
    {
        get;
        init => field = Lists.Indexable(value);
    } = [];

    /// <summary>What it goes by, as the server takes it.</summary>
    public IReadOnlyDictionary<string, object?> Parameter { get; init; } = new Dictionary<string, object?>();

    /// <summary>Whether it is one that puts several searches together without looking at the rows.</summary>
    internal bool IsFusion => Strategy is "rrf" or "weighted";

    /// <summary>The strategy.</summary>
    public override string ToString() => Strategy;
}
