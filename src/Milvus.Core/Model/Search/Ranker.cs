using Milvus.Core.Model;

namespace Milvus;

/// <summary>A ranker of hits. RRF and weights merge the hits of several searches; the others change scores.</summary>
public sealed class Ranker
{
    /// <summary>The name on the server.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>rrf, weighted, decay, boost, model, or another ranker of the server.</summary>
    public string Strategy { get; init; } = string.Empty;

    /// <summary>The fields it reads.</summary>
    public IReadOnlyList<string> Field
    {
        get;
        init => field = Lists.Indexable(value);
    } = [];

    /// <summary>Its parameters for the server.</summary>
    public IReadOnlyDictionary<string, object?> Parameter { get; init; } = new Dictionary<string, object?>();

    /// <summary>Whether it merges several searches by ranks or scores only.</summary>
    internal bool IsFusion => Strategy is "rrf" or "weighted";

    /// <summary>The strategy.</summary>
    public override string ToString() => Strategy;
}
