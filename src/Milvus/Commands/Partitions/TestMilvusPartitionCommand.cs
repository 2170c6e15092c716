using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Tells whether a collection has a partition.</summary>
/// <example><code>Test-MilvusPartition words drafts</code>True or False.</example>
/// <example><code>if (-not (Test-MilvusPartition words drafts)) { New-MilvusPartition words drafts }</code>Creates a partition only if it is missing.</example>
/// <example><code>'2025', '2026' | Where-Object { Test-MilvusPartition words "year_$_" }</code>The years that have a partition.</example>
[Cmdlet(VerbsDiagnostic.Test, "MilvusPartition")]
[OutputType(typeof(bool))]
public sealed class TestMilvusPartitionCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The partition, or several.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name)
        {
            ForItem(name, () => WriteObject(Await((call, token) => Client.HasPartitionAsync(call, Collection, name, token))));
        }
    }
}
