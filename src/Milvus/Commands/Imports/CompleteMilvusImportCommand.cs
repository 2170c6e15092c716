using System.Management.Automation;
using Milvus.Commands.Imports;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Commits an import through the server's REST interface, which makes its rows visible.</summary>
/// <example>
/// <code>Complete-MilvusImport 448761313698322011</code>
/// Commits an import that was started with the option auto_commit false.
/// </example>
/// <example>
/// <code>Complete-MilvusImport 448761313698322011 -RestUri https://milvus.example.com:8443 -Confirm:$false</code>
/// Uses the REST interface of another address, without confirmation.
/// </example>
/// <example>
/// <code>Start-MilvusImport words data/words.json -Rest -Option @{ auto_commit = $false } | Complete-MilvusImport -WhatIf</code>
/// Shows what would be committed.
/// </example>
[Cmdlet(VerbsLifecycle.Complete, "MilvusImport", DefaultParameterSetName = ById,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Complete-MilvusImport.md")]
public sealed class CompleteMilvusImportCommand : JobCommand<ImportJob>
{
    /// <summary>
    /// Uses the REST interface of this address, with the token and the certificates of the connection; that of the connection when left
    /// out.
    /// </summary>
    [Parameter]
    public Uri? RestUri { get; set; }

    private protected override void Act(string id, ImportJob? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var route = ImportRoute.Choose(item, rest: true, RestUri ?? (item is { RestUri.Length: > 0 } ? new Uri(item.RestUri) : null));
        var into = item is { Collection.Length: > 0 } ? $" into {item.Collection}" : string.Empty;
        if (ShouldProcess($"import {id}{into} on {client.RestAddress(route.Uri)}", "Commit import"))
        {
            Await((call, token) => client.CommitImportAsync(call, route.Uri, id, token), context);
        }
    }
}
