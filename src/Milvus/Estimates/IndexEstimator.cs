using Milvus.Core.Types;

namespace Milvus.Estimates;

/// <summary>Estimates the size of indexes.</summary>
internal static class IndexEstimator
{
    /// <summary>The index types with a formula that can index vectors of a type and a dimension.</summary>
    internal static IEnumerable<string> ListTypes(DataType type, int dimension) => IndexTypes.All
        .Where(index => IndexFormulas.Find(index.Name) is not null && Fits(index, type, dimension))
        .Select(index => index.Name);

    /// <summary>The estimate of an index type.</summary>
    /// <param name="name">The index type; for AUTOINDEX, the type that Milvus chooses.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="type">The type of the vectors.</param>
    /// <param name="dimension">Their dimension; 0 for sparse vectors.</param>
    /// <param name="values">The average number of values of a sparse vector.</param>
    /// <param name="given">The specified parameters.</param>
    /// <param name="isOfEngine">Whether the embedded engine builds the index.</param>
    /// <exception cref="MilvusException">The type has no formula, or does not fit.</exception>
    internal static IndexEstimate Estimate(
        string name,
        long rows,
        DataType type,
        int dimension,
        double values,
        IReadOnlyDictionary<string, object?> given,
        bool isOfEngine)
    {
        var index = name == IndexTypes.Auto ? IndexTypes.FindForField(name, type) : IndexTypes.Find(name);
        if (index is null || IndexFormulas.Find(index.Name) is not { } formula)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The size of an index {name} cannot be estimated.")
            {
                RecommendedAction = $"Use one of {string.Join(", ", ListTypes(type, dimension))}.",
            };
        }

        if (!Fits(index, type, dimension))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                index.Fields.Contains(type)
                    ? $"An index {index.Name} needs a dimension that is a multiple of {index.DimensionStep}, not {dimension}."
                    : $"An index {index.Name} cannot index vectors of the type {type}.")
            {
                RecommendedAction = $"Use one of {string.Join(", ", ListTypes(type, dimension))}.",
            };
        }

        var shape = new IndexShape(index, rows, type, dimension, values, given, isOfEngine);
        return new IndexEstimate
        {
            IndexType = name,
            Type = type,
            RowCount = rows,
            Dimension = dimension > 0 ? dimension : null,
            VectorSize = Round(rows * shape.VectorBytes),
            MemorySize = Round(formula.Memory(shape)),
            DiskSize = Round(formula.Disk(shape)),
            Parameter = shape.Used,
            Formula = formula.Text,
            Source = formula.Source,
        };
    }

    private static bool Fits(IndexType index, DataType type, int dimension) =>
        index.Fields.Contains(type) && dimension % index.DimensionStep == 0;

    // A size beyond the largest number is no size of a computer.
    private static long Round(double bytes) => bytes < long.MaxValue ? (long)Math.Ceiling(bytes) : long.MaxValue;
}
