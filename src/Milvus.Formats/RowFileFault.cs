namespace Milvus.Formats;

/// <summary>What is wrong with a file of rows.</summary>
internal enum RowFileFault
{
    /// <summary>It is not the text of its format: a quote, a comma or a bracket is in the wrong place.</summary>
    Syntax,

    /// <summary>It ends within a row, or before the end of its rows.</summary>
    Truncated,

    /// <summary>It has bytes that are not text in its encoding.</summary>
    Encoding,

    /// <summary>A row is longer than any server accepts.</summary>
    TooLong,

    /// <summary>It does not begin with rows.</summary>
    NotRows,

    /// <summary>Its object has no key, where the rows should be.</summary>
    NoRows,

    /// <summary>Its object begins with another key than that of the rows.</summary>
    OtherKey,

    /// <summary>The value of the key of the rows is not an array.</summary>
    RowsAreNotList,
}
