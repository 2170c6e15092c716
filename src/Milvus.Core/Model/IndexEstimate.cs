namespace Milvus;

/// <summary>The estimated size of a vector index that is not built yet.</summary>
public sealed class IndexEstimate : MilvusObject
{
    /// <summary>The collection; empty for an estimate from numbers.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The vector field; empty for an estimate from numbers.</summary>
    public string Field { get; set; } = string.Empty;

    /// <summary>HNSW, IVF_SQ8 …</summary>
    public string IndexType { get; set; } = string.Empty;

    /// <summary>The type of the vectors.</summary>
    public DataType Type { get; set; }

    /// <summary>The number of rows.</summary>
    public long RowCount { get; set; }

    /// <summary>The dimension; null for sparse vectors.</summary>
    public int? Dimension { get; set; }

    /// <summary>The size of the vectors alone, in bytes.</summary>
    public long VectorSize { get; set; }

    /// <summary>The size of the loaded index in memory, in bytes.</summary>
    public long MemorySize { get; set; }

    /// <summary>The size of what a loaded index reads from the disk, in bytes; 0 for an index in memory.</summary>
    public long DiskSize { get; set; }

    /// <summary>The size in memory as a multiple of the size of the vectors.</summary>
    public double Ratio => VectorSize == 0 ? 0 : (double)MemorySize / VectorSize;

    /// <summary>The build parameters of the estimate: those that were specified, and the defaults of Milvus.</summary>
    public IDictionary<string, object?> Parameter { get; set; } = new SortedDictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The formula of the size in memory.</summary>
    public string Formula { get; set; } = string.Empty;

    /// <summary>Where the formula comes from.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>The index type.</summary>
    public override string ToString() => IndexType;
}
