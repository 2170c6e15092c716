namespace Milvus.Embedded.Search.Chains;

/// <summary>One operator of a chain.</summary>
internal interface IChainStep
{
    /// <summary>Applies the operator to the hits of one query.</summary>
    ChainFrame Apply(ChainFrame frame);
}
