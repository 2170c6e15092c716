namespace Milvus.Embedded.Storage;

/// <summary>Which columns of a table are in the sum that shows damage of its rows.</summary>
internal enum TableSum
{
    /// <summary>All columns.</summary>
    Rows,

    /// <summary>All columns but the sealed blob "data", which has a checksum of its own.</summary>
    Keys,

    /// <summary>None: another table says which rows exist, or the rows can be computed again.</summary>
    None,
}
