namespace Milvus.Types;

/// <summary>What the embedded engine serves an index type with.</summary>
internal enum IndexStructure
{
    /// <summary>Only servers have the type.</summary>
    None,

    /// <summary>Checked, kept and described; reads look at all rows.</summary>
    Kept,

    /// <summary>Every row is compared.</summary>
    AllRows,

    /// <summary>A graph from the first row on.</summary>
    Graph,

    /// <summary>Every row is compared while they are few; a graph from there on. Of scalar fields: the sorted values.</summary>
    Growing,

    /// <summary>Inverted lists over sparse vectors.</summary>
    InvertedLists,

    /// <summary>The sorted values of a scalar field.</summary>
    SortedValues,
}
