using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Tells whether a collection exists.</summary>
/// <example><code>Test-MilvusCollection words</code>True or False.</example>
/// <example><code>if (-not (Test-MilvusCollection words)) { New-MilvusCollection words -Dimension 384 }</code>Makes a collection only if it is missing.</example>
/// <example><code>'words', 'docs' | Where-Object { Test-MilvusCollection $_ }</code>Those of the names that exist.</example>
[Cmdlet(VerbsDiagnostic.Test, "MilvusCollection")]
[OutputType(typeof(bool))]
public sealed class TestMilvusCollectionCommand : ConnectedCommand
{
    /// <summary>The collection, or an alias of it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Collection", "CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Name { get; set; } = [];

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name)
        {
            ForItem(name, () => WriteObject(Await((call, token) => Client.HasCollectionAsync(call, name, token))));
        }
    }
}
