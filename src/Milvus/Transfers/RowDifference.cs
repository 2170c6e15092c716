namespace Milvus.Transfers;

/// <summary>How a row of the target differs.</summary>
internal enum DifferenceKind
{
    /// <summary>The target does not have it.</summary>
    Missing,

    /// <summary>Only the target has it.</summary>
    Unexpected,

    /// <summary>The target has it more than once.</summary>
    Doubled,

    /// <summary>Its values differ.</summary>
    Changed,

    /// <summary>It changed in the source while it was compared.</summary>
    Moving,
}

/// <summary>A row of the target that differs from the source.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Key">Its key, <see cref="long"/> or <see cref="string"/>.</param>
/// <param name="Partition">The partition in which it differs; null if the transfer does not distinguish partitions.</param>
internal readonly record struct RowDifference(DifferenceKind Kind, object Key, string? Partition);
