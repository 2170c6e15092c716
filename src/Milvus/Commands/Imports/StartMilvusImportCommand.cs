using System.Collections;
using System.Management.Automation;
using Milvus.Commands.Imports;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Starts an import: a server job that reads files from its object store into a collection.</summary>
/// <remarks>
/// <para>The files must already be in the server's object store: ConvertTo-MilvusImportFile or a bulk writer creates them, and
/// Send-MilvusImportFile sends them. To send rows from this machine, use Add-MilvusEntity or Import-MilvusEntity. By RPC, an import can be
/// started and followed. By REST, it can also be stopped, and committed if it was started with the option auto_commit false.</para>
/// <para>The columns of the files need the names of the fields: this way has no -Map. For files with other names, give the rows properties
/// with these names, and write them with ConvertTo-MilvusImportFile; or use Import-MilvusEntity -Map, which sends the rows.</para>
/// <para>A second import of the same files stores their rows a second time, without a warning: servers do not compare the keys of an
/// import with those of the collection. Get-MilvusImport lists the imports that were started.</para>
/// <para>The rows of the collection are counted before the import, and after it with -Wait or Wait-MilvusImport. The collection must have
/// grown by the imported rows; otherwise rows are missing or doubled, and that is an error.</para>
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
/// <example>
/// <code>Send-MilvusImportFile ./words.json ./import | Start-MilvusImport words -Wait</code>
/// Sends a file to the folder of a server with local storage, imports it, and compares the number of rows.
/// </example>
[Cmdlet(VerbsLifecycle.Start, "MilvusImport", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Start-MilvusImport.md")]
[OutputType(typeof(ImportJob))]
public sealed class StartMilvusImportCommand : InCollectionCommand<Collection>
{
    private readonly List<ImportFile> _sent = [];

    /// <summary>
    /// The files in the server's object store. For an embedded database, they are files of this machine, with wildcards, at the current
    /// location or in the folder of the database file.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByObject)]
    [ValidateNotNullOrEmpty]
    public string[] File { get; set; } = [];

    /// <summary>
    /// Files as Send-MilvusImportFile returns them, instead of -File. Files of this machine are accepted, too, for the embedded engine and
    /// for a server with local storage on the same machine. One import reads all piped files.
    /// </summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ByName)]
    [ImportFileTransformation]
    [ValidateNotNull]
    public ImportFile[] SentFile { get; set; } = [];

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

    /// <summary>
    /// Count compares the growth of the collection with the imported rows; it is the default where the collection can be counted, and an
    /// error elsewhere if specified. None does not compare, for collections to which other clients write meanwhile.
    /// </summary>
    [Parameter]
    public TransferVerification Verify { get; set; } = TransferVerification.Count;

    /// <summary>
    /// With -Wait: ends the wait with an error if the import does not progress for so many seconds. Without it, an import that does not
    /// progress is a warning after a minute.
    /// </summary>
    [Parameter]
    [ValidateRange(0.001, 2_000_000)]
    public double StallTimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => ImportVerification.Check(Verify);

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByObject)
        {
            base.Process();
        }

        _sent.AddRange(SentFile);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (ParameterSetName == ByObject || (_sent.Count == 0 && MyInvocation.ExpectingInput && File.Length == 0))
        {
            // No file was sent, for example with -WhatIf.
            return;
        }

        if (_sent.Count + File.Length == 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "The files to import are missing.")
            {
                RecommendedAction = "Use -File, or pipe the output of Send-MilvusImportFile.",
            };
        }

        ForItem(Collection, () => Act(Collection, null));
    }

    private protected override void Act(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        string[] files =
        [
            .. client.IsEmbedded ? File.SelectMany(ResolveFiles) : File,
            .. _sent.Select(file => file.File),
        ];
        if (IsWhatIf && !Rest && RestUri is null)
        {
            CheckInAdvance(client, context, collection, files);
        }

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
        var before = Verify == TransferVerification.None ? null : Await(
            (call, token) => ImportVerification.CountBeforeAsync(client, call, collection, IsVerifyAsked, token),
            context);
        var jobs = Rest || RestUri is not null
            ? [Await((call, token) => client.StartRestImportAsync(call, RestUri, import, token), context)]
            : Await((call, token) => client.StartImportAsync(call, import, token), context);
        foreach (var job in jobs)
        {
            job.RowsBefore = before;
        }

        Show(Wait ? WaitForAll(jobs, collection, item) : jobs, item, context);
    }

    // In a run, the server checks it.
    private void CheckInAdvance(Client.MilvusClient client, CallContext context, string collection, string[] files)
    {
        TryRead<Collection>(
            $"The collection {collection}",
            async (call, token) => await client.DescribeCollectionAsync(call, collection, token).ConfigureAwait(false),
            context);
        var partitions = Partition is null ? null : TryRead<IReadOnlyList<string>>(
            $"The partitions of {collection}",
            async (call, token) => await client.ListPartitionsAsync(call, collection, token).ConfigureAwait(false),
            context);
        if (partitions?.Contains(Partition!) == false)
        {
            throw new MilvusException(MilvusErrorId.PartitionNotFound, $"Collection {collection} has no partition {Partition}.");
        }

        var folder = System.IO.Path.GetDirectoryName(client.Address) is { Length: > 0 } own
            ? own
            : LocalPaths.GetCurrentFolder(SessionState);
        if (client.IsEmbedded
            && Array.Find(files, file => !System.IO.File.Exists(System.IO.Path.Combine(folder, file))) is { } missing)
        {
            throw new MilvusException(MilvusErrorId.FileNotFound, $"The file '{missing}' does not exist, also not in '{folder}'.");
        }
    }

    private bool IsVerifyAsked => MyInvocation.BoundParameters.ContainsKey(nameof(Verify));

    private void Show(IEnumerable<ImportJob> jobs, Collection? item, CallContext context)
    {
        foreach (var job in jobs)
        {
            WriteObject(Mark(job, GetConnection(item), context.Database));
        }
    }

    // The jobs grow the same collection, so they are compared together. After a failure there is nothing to compare.
    private List<ImportJob> WaitForAll(IReadOnlyList<ImportJob> jobs, string collection, Collection? item)
    {
        var done = new List<ImportJob>();
        foreach (var job in jobs)
        {
            ForItem(job, () => done.Add(WaitFor(job, collection, item)));
        }

        if (done.Count == jobs.Count && Verify != TransferVerification.None)
        {
            ForItem(
                collection,
                () => Await(
                    (call, token) => ImportVerification.CompareAsync(GetClient(item), call, collection, done, token),
                    GetCall(item)));
        }

        return done;
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
        var stall = ImportRoute.GetStallLimit(StallTimeoutSec);
        return Await(
            (call, token) => ImportRoute.Choose(job, Rest, RestUri).WaitAsync(GetClient(item), job, call, stall, display, token),
            GetCall(item),
            display);
    }
}
