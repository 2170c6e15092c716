namespace Milvus.Completion;

/// <summary>Completes consistency levels, a closed list.</summary>
public sealed class ConsistencyLevelCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["Bounded", "Strong", "Session", "Eventually", "Customized"];
}

/// <summary>Completes the curves of decay rankers.</summary>
public sealed class DecayCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["gauss", "exp", "linear"];
}

/// <summary>Completes the formats of files of rows.</summary>
public sealed class FileFormatCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = [.. Files.RowFileFormat.All.Select(format => format.Name)];
}

/// <summary>Completes where requests to an object store name the bucket.</summary>
public sealed class AddressStyleCompleter : ClosedListCompleter
{
    internal const string VirtualHost = "VirtualHost";

    private protected override IReadOnlyList<string> Values { get; } = ["Path", VirtualHost];
}

/// <summary>Completes the object types of privileges.</summary>
public sealed class ObjectTypeCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["Collection", "Global", "User"];
}

/// <summary>Completes types of functions.</summary>
public sealed class FunctionTypeCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["BM25", "TextEmbedding", "Rerank", "MinHash", "MolFingerprint"];
}

/// <summary>Completes kinds of write-ahead logs.</summary>
public sealed class WalCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["RocksMQ", "Pulsar", "Kafka", "WoodPecker"];
}

/// <summary>Completes the actions of row policies.</summary>
public sealed class RowPolicyActionCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["Query", "Search", "Insert", "Delete", "Upsert", "QueryIterator", "SearchIterator", "HybridSearch"];
}

/// <summary>Completes types of row policies.</summary>
public sealed class RowPolicyTypeCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["Permissive", "Restrictive"];
}

/// <summary>Completes priorities of loads.</summary>
public sealed class LoadPriorityCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["high", "low"];
}

/// <summary>Completes the warmup policies.</summary>
public sealed class WarmupCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["sync", "async", "disable"];
}

/// <summary>Completes the scorers of groups.</summary>
public sealed class GroupScorerCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["max", "sum", "avg"];
}

/// <summary>Completes the modes that combine scores of rankers.</summary>
public sealed class ScoreModeCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["Multiply", "Sum"];
}

/// <summary>Completes the parts of times.</summary>
public sealed class TimePartCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["year", "month", "day", "hour", "minute", "second", "microsecond"];
}

/// <summary>Completes the query types of highlighters.</summary>
public sealed class HighlightTypeCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["TextMatch"];
}

/// <summary>Completes the array operations of partial upserts.</summary>
public sealed class FieldOperationCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["array_append", "array_remove", "replace"];
}
