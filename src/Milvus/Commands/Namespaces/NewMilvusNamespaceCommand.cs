using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Creates namespaces in a collection: one for each tenant, for example.</summary>
/// <remarks>The collection must be made for namespaces, and the server must have them; no released server has them yet.</remarks>
/// <example><code>New-MilvusNamespace words acme</code>Creates a namespace.</example>
/// <example><code>New-MilvusNamespace words acme, globex -WhatIf</code>Shows what would be created.</example>
/// <example><code>Get-MilvusCollection words | New-MilvusNamespace -Name acme</code>Creates one in collections that are piped.</example>
[Cmdlet(
    VerbsCommon.New,
    "MilvusNamespace",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByName
)]
[OutputType(typeof(Namespace))]
public sealed class NewMilvusNamespaceCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The name, or several.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Collections as Get-MilvusCollection gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name)
        {
            if (ParameterSetName == ByName)
            {
                ForItem(name, () => Create(Collection, name, null));
                continue;
            }

            foreach (var collection in InputObject)
            {
                ForItem(collection, () => Create(collection.Name, name, collection));
            }
        }
    }

    private void Create(string collection, string name, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (ShouldProcess($"namespace {name} of {CollectionText(collection, item)} on {Place(item)}", "Create namespace"))
        {
            var made = Await((call, token) => client.CreateNamespaceAsync(call, collection, name, token), context);
            WriteObject(Mark(made, ConnectionOf(item), context.Database));
        }
    }
}
