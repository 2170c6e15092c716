using System.Management.Automation;
using Milvus.Commands.Imports;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Aborts an import through the server's REST interface and drops its rows.</summary>
/// <example><code>Stop-MilvusImport 448761313698322011</code>Stops an import, after asking.</example>
/// <example>
/// <code>Stop-MilvusImport 448761313698322011 -RestUri https://milvus.example.com:8443 -Confirm:$false</code>
/// Uses the REST interface of another address, without confirmation.
/// </example>
/// <example>
/// <code>Get-MilvusImport -Collection words -Rest | Where-Object State -EQ Pending | Stop-MilvusImport -WhatIf</code>
/// Shows which pending imports would be stopped.
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "MilvusImport", DefaultParameterSetName = ById,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Stop-MilvusImport.md")]
public sealed class StopMilvusImportCommand : JobCommand<ImportJob>
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
        if (ShouldProcess($"import {id}{into} on {client.RestAddress(route.Uri)}", "Abort import"))
        {
            Await((call, token) => client.AbortImportAsync(call, route.Uri, id, token), context);
        }
    }
}
