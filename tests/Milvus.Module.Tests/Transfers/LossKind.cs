namespace Milvus.Module.Tests.Transfers;

/// <summary>A way in which rows of a copy are lost or changed.</summary>
public enum LossKind
{
    /// <summary>The source answers a page without rows.</summary>
    DroppedPage,

    /// <summary>The source leaves the last rows of a page out.</summary>
    ShortPage,

    /// <summary>The target stores each row of a batch twice.</summary>
    DoubledPage,

    /// <summary>The target acknowledges a batch that it does not store.</summary>
    LostBatch,

    /// <summary>The target acknowledges a row that it does not store.</summary>
    LostRow,

    /// <summary>The target stores a row twice.</summary>
    DoubledRow,

    /// <summary>A text has another letter.</summary>
    ChangedText,

    /// <summary>One bit of a vector differs.</summary>
    ChangedBit,

    /// <summary>Two rows exchange their keys.</summary>
    SwappedKeys,

    /// <summary>The rows are in another partition.</summary>
    OtherPartition,

    /// <summary>A value is null.</summary>
    NullForValue,
}
