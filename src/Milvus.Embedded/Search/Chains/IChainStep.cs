namespace Milvus.Embedded.Search.Chains;

/// <summary>One operator of a chain.</summary>
internal interface IChainStep
{
    /// <summary>The hits of one query after it.</summary>
    ChainFrame Apply(ChainFrame frame);
}
