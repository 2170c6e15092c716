using System.Globalization;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Schema;

/// <summary>The names and numbers of partitions.</summary>
internal static class PartitionRules
{
    public const string DefaultName = "_default";

    /// <summary>The maximum number of partitions of a collection.</summary>
    public const int MaximumPartitions = 1024;

    /// <summary>The default number of partitions of a collection with a partition key.</summary>
    public const int DefaultKeyPartitions = 16;

    private const string ChosenByKeyText = "not support manually specifying the partition names if partition key mode is used";

    /// <summary>The names of the partitions of a new collection.</summary>
    public static IEnumerable<string> Names(bool byKey, long partitions) => byKey
        ? Enumerable.Range(0, (int)(partitions > 0 ? partitions : DefaultKeyPartitions))
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"_default_{number}"))
        : [DefaultName];

    /// <summary>The error for a named partition in a collection with a partition key.</summary>
    public static MilvusError ChosenByKey() => MilvusError.Unexpected(ChosenByKeyText);

    /// <summary>The same error in a query, where Milvus 3.0 has another code.</summary>
    public static MilvusError ChosenByKeyInQuery() => MilvusError.Parameter(ChosenByKeyText);
}
