using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Creates namespaces in a collection, for example one for each tenant.</summary>
/// <remarks>Namespaces must be enabled in the collection, and the server must support them. No released server does yet.</remarks>
/// <example><code>New-MilvusNamespace words acme</code>Creates a namespace.</example>
/// <example><code>New-MilvusNamespace words acme, globex -WhatIf</code>Shows what would be created.</example>
/// <example><code>Get-MilvusCollection words | New-MilvusNamespace -Name acme</code>Creates one in piped collections.</example>
/// <parameter name="InputObject">Collections as Get-MilvusCollection returns them.</parameter>
[Cmdlet(VerbsCommon.New, "MilvusNamespace", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "New-MilvusNamespace.md")]
[OutputType(typeof(Namespace))]
public sealed class NewMilvusNamespaceCommand : InCollectionCommand<Collection>
{
    /// <summary>The name, or several.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string[] Name { get; set; } = [];

    private protected override void Act(string collection, Collection? item) =>
        ForEach(Name, name => Create(collection, name, item));

    private void Create(string collection, string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (ShouldProcess($"namespace {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Create namespace"))
        {
            var made = Await((call, token) => client.CreateNamespaceAsync(call, collection, name, token), context);
            Write(made, item);
        }
    }
}
