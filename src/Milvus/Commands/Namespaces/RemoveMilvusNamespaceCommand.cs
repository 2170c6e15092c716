using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops namespaces with all their rows.</summary>
/// <example><code>Remove-MilvusNamespace words acme</code>Asks, then drops the namespace.</example>
/// <example><code>Get-MilvusNamespace words test* | Remove-MilvusNamespace -WhatIf</code>Shows which namespaces would be dropped.</example>
/// <example><code>Remove-MilvusNamespace words acme, globex -Confirm:$false</code>Drops two without confirmation.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusNamespace", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusNamespace.md")]
public sealed class RemoveMilvusNamespaceCommand : NamedInCollectionCommand<Namespace>
{
    private protected override void Act(string collection, string name, Namespace? item)
    {
        var client = GetClient(item);
        if (ShouldProcess($"namespace {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Drop namespace"))
        {
            Await((call, token) => client.DropNamespaceAsync(call, collection, name, token), GetCall(item));
        }
    }
}
