namespace Milvus.Core.Types;

/// <summary>The data structure by which the embedded engine implements an index type.</summary>
internal enum IndexStructure
{
    /// <summary>Not implemented: only servers support the type.</summary>
    None,

    /// <summary>Checked, stored and described, but not built: reads scan all rows.</summary>
    Kept,

    /// <summary>A scan that compares all rows.</summary>
    AllRows,

    /// <summary>A graph, also for few rows.</summary>
    Graph,

    /// <summary>A graph whose searches score 8-bit codes of the vectors, and compare the best again by the vectors themselves.</summary>
    CodedGraph,

    /// <summary>A scan of few rows, and a graph over 8-bit codes for more.</summary>
    GrowingCodes,

    /// <summary>A scan of few rows, and a graph for more. On scalar fields, the sorted values.</summary>
    Growing,

    /// <summary>Inverted lists over sparse vectors.</summary>
    InvertedLists,

    /// <summary>The sorted values of a scalar field.</summary>
    SortedValues,
}
