using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Drops a collection with all its rows and indexes.</summary>
/// <example><code>Remove-MilvusCollection words</code>Asks, then drops the collection.</example>
/// <example><code>Get-MilvusCollection test_* | Remove-MilvusCollection -WhatIf</code>Shows which collections would be dropped.</example>
/// <example><code>Remove-MilvusCollection words -Confirm:$false</code>Drops it without asking, as a runbook does.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusCollection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByName)]
public sealed class RemoveMilvusCollectionCommand : ConnectedCommand
{
    private const string ByName = "ByName";
    private const string ByObject = "ByObject";

    /// <summary>The collection to drop; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("Collection", "CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Collections as Get-MilvusCollection gives them; each is dropped on the connection it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByName ? Name : InputObject;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByName)
        {
            foreach (var name in Name)
            {
                ForItem(name, () => Drop(Named(name)));
            }

            return;
        }

        foreach (var collection in InputObject)
        {
            ForItem(collection, () => Drop(collection));
        }
    }

    private Collection Named(string name)
    {
        Names.Literal(name, nameof(Name));
        return Mark(
            TryRead<Collection>($"Collection {name}", async (call, token) => await Client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false))
                ?? new Collection { Name = name });
    }

    private void Drop(Collection collection)
    {
        var client = ClientOf(collection);
        var context = CallOf(collection);
        var rows = TryRead<long?>(
            $"The number of rows of {collection.Name}",
            async (call, token) => await client.GetRowCountAsync(call, collection.Name, exact: false, token).ConfigureAwait(false),
            context);
        var count = rows is null ? "number of rows not known" : string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows");
        var target = $"collection {collection.Name} ({count}) on {Place(collection)}";
        if (ShouldProcess(target, "Drop collection"))
        {
            Await((call, token) => client.DropCollectionAsync(call, collection.Name, token), context);
        }
    }
}
