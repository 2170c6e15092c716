namespace Milvus.Embedded.Search.Chains;

/// <summary>Computes a value of a hit from the values of other columns.</summary>
internal interface IChainFunction
{
    /// <param name="values">The values of the arguments in their order; null where a field is null.</param>
    double? Of(IReadOnlyList<double?> values);
}
