using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Releases a collection: its rows stay, but it cannot be searched until it is loaded again.</summary>
/// <example><code>Dismount-MilvusCollection words</code>Releases the collection, so that an index of it can be dropped.</example>
/// <example><code>Get-MilvusCollection | Where-Object LoadState -EQ Loaded | Dismount-MilvusCollection -WhatIf</code>Shows which loaded collections would be released.</example>
/// <example><code>Dismount-MilvusCollection words -PassThru</code>Releases it and shows it.</example>
[Cmdlet(VerbsData.Dismount, "MilvusCollection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ByName)]
[OutputType(typeof(Collection))]
public sealed class DismountMilvusCollectionCommand : ConnectedCommand
{
    private const string ByName = "ByName";
    private const string ByObject = "ByObject";

    /// <summary>The collection to release.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("Collection", "CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Collections as Get-MilvusCollection gives them; each is released on the connection it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>Writes the collection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => ParameterSetName == ByName ? Name : InputObject;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByName)
        {
            foreach (var name in Name)
            {
                ForItem(name, () => Release(Names.Literal(name, nameof(Name)), null));
            }

            return;
        }

        foreach (var collection in InputObject)
        {
            ForItem(collection, () => Release(collection.Name, collection));
        }
    }

    private void Release(string name, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess($"collection {name} on {Place(item)}", "Release collection"))
        {
            return;
        }

        Await((call, token) => client.ReleaseCollectionAsync(call, name, token), context);
        if (PassThru)
        {
            var released = Await((call, token) => CollectionReader.ReadAsync(client, call, name, token), context);
            WriteObject(Mark(released, ConnectionOf(item), context.Database));
        }
    }
}
