namespace Milvus.Embedded.Search.Chains;

/// <summary>Computes a value of a hit from others.</summary>
internal interface IChainFunction
{
    /// <param name="values">Those of its arguments in their order; null where a field is null.</param>
    double? Of(IReadOnlyList<double?> values);
}
