using System.Management.Automation;
using Milvus.Commands.Imports;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Shows the progress of an import, or lists the imports of the server.</summary>
/// <example><code>Get-MilvusImport</code>Lists the imports of the database.</example>
/// <example><code>Start-MilvusImport words data/words.json | Get-MilvusImport</code>Starts an import and shows its progress.</example>
/// <example>
/// <code>Get-MilvusImport -Collection words -Rest | Where-Object State -EQ Failed | Select-Object JobId, Reason</code>
/// Shows why imports failed, from the REST interface.
/// </example>
/// <parameter name="Collection">Lists the imports into this collection; those of the whole database when left out.</parameter>
[Cmdlet(VerbsCommon.Get, "MilvusImport", DefaultParameterSetName = Listed, HelpUri = CmdletPages.Folder + "Get-MilvusImport.md")]
[OutputType(typeof(ImportJob))]
public sealed class GetMilvusImportCommand : ListedJobCommand<ImportJob>
{
    /// <summary>The maximum number of imports to list.</summary>
    [Parameter]
    [OnlyIn(Listed)]
    [ValidateRange(1, 1_000_000)]
    public int Limit { get; set; } = 1000;

    /// <summary>Uses the REST interface of the connection's address. A piped job uses the interface that started it.</summary>
    [Parameter]
    public SwitchParameter Rest { get; set; }

    /// <summary>Uses the REST interface of this address, with the token and the certificates of the connection.</summary>
    [Parameter]
    public Uri? RestUri { get; set; }

    private protected override Task<IReadOnlyList<ImportJob>> ListAsync(CallContext call, string collection, CancellationToken token) =>
        Rest || RestUri is not null
            ? Client.ListRestImportsAsync(call, RestUri, collection, Limit, token)
            : Client.ListImportsAsync(call, collection, Limit, token);

    private protected override Task<ImportJob> FindAsync(CallContext call, string id, ImportJob? item, CancellationToken token) =>
        ImportRoute.Choose(item, Rest, RestUri).AskAsync(GetClient(item), id, call, token);
}
