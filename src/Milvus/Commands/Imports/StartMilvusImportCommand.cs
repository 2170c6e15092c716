using System.Collections;
using System.Management.Automation;
using Milvus.Commands.Imports;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Starts an import: a server job that reads files from its object store into a collection.</summary>
/// <remarks>
/// The files must already be in the server's object store; ConvertTo-MilvusImportFile or a bulk writer creates them. To send rows from this
/// machine, use Add-MilvusEntity or Import-MilvusEntity. By RPC, an import can be started and followed. By REST, it can also be stopped,
/// and committed if it was started with the option auto_commit false.
/// </remarks>
/// <example><code>Start-MilvusImport words data/words.parquet | Wait-MilvusImport</code>Imports a file and waits.</example>
/// <example>
/// <code>Start-MilvusImport words data/1.json, data/2.json -Rest -Wait -TimeoutSec 3600</code>
/// Imports two files as one job through the server's REST interface.
/// </example>
/// <example>
/// <code>Start-MilvusImport words data/id.npy, data/vector.npy -OneSet -Partition new</code>
/// Imports NumPy files, one for each field, into a partition.
/// </example>
[Cmdlet(VerbsLifecycle.Start, "MilvusImport", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ImportJob))]
public sealed class StartMilvusImportCommand : InCollectionCommand<Collection>
{
    /// <summary>
    /// The files in the server's object store. For an embedded database, they are files of this machine, with wildcards, at the current
    /// location or in the folder of the database file.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string[] File { get; set; } = [];

    /// <summary>The partition to import into; the default one, or by the partition key, when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string? Partition { get; set; }

    /// <summary>Further options of the import, for example @{ timeout = '2h' } or @{ sep = ';' } for CSV.</summary>
    [Parameter]
    public Hashtable? Option { get; set; }

    /// <summary>The files belong together: NumPy files, one for each field.</summary>
    [Parameter]
    public SwitchParameter OneSet { get; set; }

    /// <summary>A text that lets Milvus 3.0 recognise a repeated request. Only by RPC.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IdempotencyKey { get; set; }

    /// <summary>Uses the REST interface of the connection's address.</summary>
    [Parameter]
    public SwitchParameter Rest { get; set; }

    /// <summary>Uses the REST interface of this address, with the token and the certificates of the connection.</summary>
    [Parameter]
    public Uri? RestUri { get; set; }

    /// <summary>Waits until the rows are imported.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override void Act(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var files = client.IsEmbedded ? File.SelectMany(ResolveFiles).ToArray() : File;
        if (!ShouldProcess(
                $"{string.Join(", ", files)} into {GetCollectionText(collection, item)} on {GetPlace(item)}",
                "Import files of the server"))
        {
            return;
        }

        var import = new ImportRequest
        {
            Collection = collection,
            Files = files,
            Partition = Partition,
            OneSet = OneSet,
            Options = ReadTable(nameof(Option)) ?? [],
            IdempotencyKey = IdempotencyKey,
        };
        var jobs = Rest || RestUri is not null
            ? [Await((call, token) => client.StartRestImportAsync(call, RestUri, import, token), context)]
            : Await((call, token) => client.StartImportAsync(call, import, token), context);
        foreach (var job in jobs)
        {
            ForItem(job, () => WriteObject(Mark(Wait ? WaitFor(job, collection, item) : job, GetConnection(item), context.Database)));
        }
    }

    // The folder of the database stands for the object store of a server, so a file may also be there.
    private IReadOnlyList<string> ResolveFiles(string name)
    {
        try
        {
            return LocalPaths.ResolveToRead(this, name, literal: false);
        }
        catch (MilvusException failure)
            when (failure.ErrorId == MilvusErrorId.FileNotFound
                && !WildcardPattern.ContainsWildcardCharacters(name)
                && !System.IO.Path.IsPathRooted(name))
        {
            return [name];
        }
    }

    private ImportJob WaitFor(ImportJob job, string collection, Collection? item)
    {
        var display = new WaitDisplay($"Importing into {collection}");
        return Await(
            (call, token) => ImportRoute.Choose(job, Rest, RestUri).WaitAsync(GetClient(item), job, call, display, token),
            GetCall(item),
            display);
    }
}
