using System.Globalization;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Schema;

/// <summary>How partitions are named and numbered.</summary>
internal static class PartitionRules
{
    public const string DefaultName = "_default";

    /// <summary>Partitions of one collection.</summary>
    public const int MaximumPartitions = 1024;

    /// <summary>Partitions of a collection with a partition key where none were asked for.</summary>
    public const int DefaultKeyPartitions = 16;

    private const string ChosenByKeyText = "not support manually specifying the partition names if partition key mode is used";

    /// <summary>The partitions a new collection starts with.</summary>
    public static IEnumerable<string> Names(bool byKey, long partitions) => byKey
        ? Enumerable.Range(0, (int)(partitions > 0 ? partitions : DefaultKeyPartitions))
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"_default_{number}"))
        : [DefaultName];

    /// <summary>What is answered to who names a partition where the partition key chooses it.</summary>
    public static MilvusError ChosenByKey() => MilvusError.Unexpected(ChosenByKeyText);

    /// <summary>The same in a query, where Milvus 3.0 has another code.</summary>
    public static MilvusError ChosenByKeyInQuery() => MilvusError.Parameter(ChosenByKeyText);
}
