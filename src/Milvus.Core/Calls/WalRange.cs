namespace Milvus.Core.Calls;

/// <summary>Selects messages of a log.</summary>
internal sealed class WalRange
{
    /// <summary>The physical channel.</summary>
    internal required string Channel { get; init; }

    /// <summary>The id of the first message.</summary>
    internal required string StartId { get; init; }

    /// <summary>The kind of log that the id belongs to.</summary>
    internal required string Wal { get; init; }

    /// <summary>Only messages from this hybrid timestamp on; 0 for all.</summary>
    internal ulong StartTimeTick { get; init; }

    /// <summary>Only messages up to this hybrid timestamp; with 0, the stream does not end.</summary>
    internal ulong EndTimeTick { get; init; }

    /// <summary>Whether the first message itself is included.</summary>
    internal bool IncludeStart { get; init; }
}
