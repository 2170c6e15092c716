using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Shows how far an import has come, or lists the imports of the server.</summary>
/// <example><code>Get-MilvusImport</code>Lists the imports of the database.</example>
/// <example><code>Start-MilvusImport words data/words.json | Get-MilvusImport</code>Starts an import and shows how far it is.</example>
/// <example>
/// <code>Get-MilvusImport -Collection words -Rest | Where-Object State -EQ Failed | Select-Object JobId, Reason</code>
/// Why imports failed, as the REST interface knows it.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusImport", DefaultParameterSetName = Listed)]
[OutputType(typeof(ImportJob))]
public sealed class GetMilvusImportCommand : JobCommand<ImportJob>
{
    private const string Listed = "Listed";

    /// <summary>Lists the imports into this collection; those of the whole database when left out.</summary>
    [Parameter]
    [OnlyIn(Listed)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string? Collection { get; set; }

    /// <summary>The most imports to list.</summary>
    [Parameter]
    [OnlyIn(Listed)]
    [ValidateRange(1, 1_000_000)]
    public int Limit { get; set; } = 1000;

    /// <summary>Asks the REST interface of the connection's address. A piped job is asked for where it was started.</summary>
    [Parameter]
    public SwitchParameter Rest { get; set; }

    /// <summary>Asks the REST interface of this address, with the token and the certificates of the connection.</summary>
    [Parameter]
    public Uri? RestUri { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName != Listed)
        {
            base.Process();
            return;
        }

        var collection = Collection ?? string.Empty;
        var jobs = Rest || RestUri is not null
            ? Await((call, token) => Client.ListRestImportsAsync(call, RestUri, collection, Limit, token))
            : Await((call, token) => Client.ListImportsAsync(call, collection, Limit, token));
        foreach (var job in jobs)
        {
            WriteObject(Mark(job));
        }
    }

    private protected override void Act(string id, ImportJob? item)
    {
        var context = CallOf(item);
        var route = ImportRoute.Of(item, Rest, RestUri);
        var job = Await((call, token) => route.AskAsync(ClientOf(item), id, call, token), context);
        WriteObject(Mark(job, ConnectionOf(item), context.Database));
    }
}
