using Milvus.Client.Digests;
using Milvus.Transfers;

namespace Milvus.Conversions;

/// <summary>Rows of the old collection in key order, and what they became.</summary>
internal sealed class ConvertedRange
{
    /// <summary>The partition; null for the whole collection.</summary>
    internal string? Partition { get; init; }

    /// <summary>The key before the first row; null from the beginning.</summary>
    internal object? After { get; init; }

    /// <summary>The key of the last row; null to the end.</summary>
    internal object? Through { get; set; }

    /// <summary>The range for a read.</summary>
    internal TransferRange Keyed => new(Partition, After, Through);

    /// <summary>The digest of the old rows.</summary>
    internal RowDigest Source { get; set; }

    /// <summary>The keys of the new rows.</summary>
    internal List<object> Keys { get; } = [];

    /// <summary>The number of rows that were read in all passes.</summary>
    internal long Read { get; set; }

    /// <summary>The number of rows that were acknowledged in all passes.</summary>
    internal long Acknowledged { get; set; }

    /// <summary>Whether an interrupted run was converting it again, so that its new rows must be made again.</summary>
    internal bool IsInDoubt { get; set; }

    /// <summary>Whether its partition was removed, and its rows with it.</summary>
    internal bool IsRemoved { get; set; }

    /// <summary>Whether a run was interrupted that brought over what was written during the switch.</summary>
    internal bool IsRestInDoubt { get; init; }

    /// <summary>The digest of the new rows.</summary>
    internal RowDigest Made { get; set; }
}
