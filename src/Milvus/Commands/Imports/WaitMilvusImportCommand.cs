using System.Management.Automation;
using Milvus.Commands.Imports;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Waits until an import is done. A failed import is an error with the server's reason.</summary>
/// <example><code>Start-MilvusImport words data/words.json | Wait-MilvusImport</code>Imports a file and waits.</example>
/// <example><code>Wait-MilvusImport 470664513820708279 -TimeoutSec 3600</code>Waits for an import by its id, at most an hour.</example>
/// <example>
/// <code>Get-MilvusImport -Collection words | Where-Object State -NE Completed | Wait-MilvusImport -PassThru</code>
/// Waits for all imports into a collection and shows them.
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "MilvusImport", DefaultParameterSetName = ById)]
[OutputType(typeof(ImportJob))]
public sealed class WaitMilvusImportCommand : JobCommand<ImportJob>
{
    /// <summary>Uses the REST interface of the connection's address. A piped job uses the interface that started it.</summary>
    [Parameter]
    public SwitchParameter Rest { get; set; }

    /// <summary>Uses the REST interface of this address, with the token and the certificates of the connection.</summary>
    [Parameter]
    public Uri? RestUri { get; set; }

    /// <summary>Writes the import when it is done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(string id, ImportJob? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var route = ImportRoute.Choose(item, Rest, RestUri);
        var display = new WaitDisplay($"Import {id} {item?.Collection}".TrimEnd());
        var done = Await(
            (call, token) => route.WaitAsync(client, item ?? new ImportJob { JobId = id }, call, display, token),
            context,
            display);
        if (PassThru)
        {
            Write(done, item);
        }
    }
}
