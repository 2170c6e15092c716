namespace Milvus.Completion;

/// <summary>Completes kinds of write-ahead logs.</summary>
public sealed class WalCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["RocksMQ", "Pulsar", "Kafka", "WoodPecker"];
}
