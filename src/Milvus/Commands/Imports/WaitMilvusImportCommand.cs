using System.Management.Automation;
using Milvus.Commands.Imports;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Waits until an import is done. A failed import is an error with the server's reason.</summary>
/// <remarks>
/// Imports that are piped from Start-MilvusImport are verified: the collection must have grown by the imported rows. Otherwise rows are
/// missing or doubled, and that is an error. An import that is specified by its id can only be compared with the number of rows of its
/// files, which the REST interface reports; a warning says that the collection was not counted.
/// </remarks>
/// <example><code>Start-MilvusImport words data/words.json | Wait-MilvusImport</code>Imports a file and waits.</example>
/// <example><code>Wait-MilvusImport 470664513820708279 -TimeoutSec 3600</code>Waits for an import by its id, at most an hour.</example>
/// <example>
/// <code>Start-MilvusImport words data/words.json | Wait-MilvusImport -StallTimeoutSec 600 -PassThru</code>
/// Waits as long as the import progresses at least once in ten minutes.
/// </example>
/// <example>
/// <code>Get-MilvusImport -Collection words | Where-Object State -NE Completed | Wait-MilvusImport -PassThru</code>
/// Waits for all imports into a collection and shows them.
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "MilvusImport", DefaultParameterSetName = ById, HelpUri = CmdletPages.Folder + "Wait-MilvusImport.md")]
[OutputType(typeof(ImportJob))]
public sealed class WaitMilvusImportCommand : JobCommand<ImportJob>
{
    private readonly List<(ImportJob Job, ImportJob? Item)> _done = [];

    /// <summary>Uses the REST interface of the connection's address. A piped job uses the interface that started it.</summary>
    [Parameter]
    public SwitchParameter Rest { get; set; }

    /// <summary>Uses the REST interface of this address, with the token and the certificates of the connection.</summary>
    [Parameter]
    public Uri? RestUri { get; set; }

    /// <summary>Writes the import when it is done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Count compares the growth of the collection with the imported rows, where both are known. None does not compare, for collections to
    /// which other clients write meanwhile.
    /// </summary>
    [Parameter]
    public TransferVerification Verify { get; set; } = TransferVerification.Count;

    /// <summary>
    /// Ends the wait with an error if an import does not progress for so many seconds. Without it, an import that does not progress is a
    /// warning after a minute.
    /// </summary>
    [Parameter]
    [ValidateRange(0.001, 2_000_000)]
    public double StallTimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => ImportVerification.Check(Verify);

    /// <inheritdoc/>
    protected override void End()
    {
        // Imports into the same collection are compared together: each saw the rows of the others.
        var groups = _done
            .Where(done => Verify != TransferVerification.None)
            .GroupBy(done => (GetConnection(done.Item), GetCall(done.Item).Database, done.Job.Collection));
        foreach (var group in groups)
        {
            var first = group.First().Item;
            ForItem(
                group.Key.Collection,
                () => Await(
                    (call, token) => ImportVerification.CompareAsync(
                        GetClient(first),
                        call,
                        group.Key.Collection,
                        [.. group.Select(done => done.Job)],
                        token),
                    GetCall(first)));
        }

        foreach (var (job, item) in PassThru ? _done : [])
        {
            Write(job, item);
        }
    }

    private protected override void Act(string id, ImportJob? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var route = ImportRoute.Choose(item, Rest, RestUri);
        var display = new WaitDisplay($"Import {id} {item?.Collection}".TrimEnd());
        var stall = ImportRoute.GetStallLimit(StallTimeoutSec);
        var done = Await(
            (call, token) => route.WaitAsync(client, item ?? new ImportJob { JobId = id }, call, stall, display, token),
            context,
            display);
        _done.Add((done, item));
    }
}
