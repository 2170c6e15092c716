using System.Management.Automation;
using Milvus.Commands.Schemas.Building;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Transformations;

namespace Milvus;

/// <summary>
/// Copies collections with schema, partitions, rows, indexes, functions and properties: under another name, into another database, or to
/// another server. The rows are verified.
/// </summary>
/// <remarks>
/// <para>The rows are read and written in units, several at a time, so the collection must be loaded, except with -SchemaOnly. The copy is
/// loaded, too. Into another database or to another server, aliases are copied if their names are free there; within a database they stay
/// with the original. Privileges are not copied.</para>
/// <para>A ledger records each unit: beside the file of an embedded target, otherwise in the current folder. After Ctrl-C, a crash or a
/// lost server, the same command continues. A finished copy removes its ledger. An existing collection with the new name is an error,
/// unless -Force replaces it.</para>
/// <para>-Verify compares source and target, and a difference is the error MilvusTransferMismatch with the keys. The same command then
/// copies the units again that differ. Rows that are written during the copy may or may not be included. about_Milvus_Transfers describes
/// ledgers and verification.</para>
/// </remarks>
/// <example><code>Copy-MilvusCollection words words_backup</code>Copies the collection in the same database.</example>
/// <example>
/// <code>Get-MilvusCollection -Connection $lab | Copy-MilvusCollection -TargetConnection $live</code>
/// Copies all collections to another server.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Copy-MilvusCollection -TargetDatabase archive -Verify Full</code>
/// Copies a database into another one, and compares every value.
/// </example>
/// <example>
/// <code>Copy-MilvusCollection words verbs -Filter 'pos == "verb"' | Select-Object -ExpandProperty Collection</code>
/// Copies some rows, and gets the new collection.
/// </example>
/// <example>
/// <code>Copy-MilvusCollection words -TargetDatabase archive -SchemaOnly</code>
/// Creates an empty collection with the same schema in another database.
/// </example>
[Cmdlet(VerbsCommon.Copy, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Copy-MilvusCollection.md")]
[OutputType(typeof(TransferResult))]
public sealed class CopyMilvusCollectionCommand : EachCollectionCommand
{
    private const int ParallelOnServers = 4;

    /// <summary>The name of the copy; the same name when left out.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>The connection to copy to, or its name; the source connection when left out.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public MilvusConnection? TargetConnection { get; set; }

    /// <summary>The database to copy to; that of -TargetConnection, or the source database, when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public string? TargetDatabase { get; set; }

    /// <summary>
    /// Count compares the numbers of rows, Key also finds which keys are missing or doubled, Full also finds changed values. None trusts
    /// the answers of the target.
    /// </summary>
    [Parameter]
    public TransferVerification Verify { get; set; } = TransferVerification.Count;

    /// <summary>The filter for the rows; all rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>The partitions to copy; all when left out.</summary>
    [Parameter]
    [Alias("PartitionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[]? Partition { get; set; }

    /// <summary>The number of units that are copied at once; 4 to a server and 1 to an embedded database when left out.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int Parallel { get; set; }

    /// <summary>The file of the ledger; NAME-to-NEWNAME.ledger when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <summary>Gives the rows new keys, for collections whose keys the server generates and does not accept.</summary>
    [Parameter]
    public SwitchParameter NewKey { get; set; }

    /// <summary>Copies no rows.</summary>
    [Parameter]
    public SwitchParameter SchemaOnly { get; set; }

    /// <summary>Replaces an existing collection, and begins again if an unfinished copy exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The maximum number of rows per request; fewer if they are large.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 10_000;

    private protected override void Act(string name, Collection? item)
    {
        var source = GetConnection(item);
        var from = GetCall(item);
        var target = TargetConnection?.Resolve() ?? source;
        var to = from.ForDatabase(TargetDatabase ?? (TargetConnection is null ? from.Database : null));
        var request = CreateRequest(name, (source, from), (target, to));
        var left = LedgerPlace.Describe(request.LedgerPath, Force);
        var place = $"{target.Label}/{to.Database ?? target.Database}";
        if (!ShouldProcess(
                $"{GetCollectionText(name, item)} on {GetPlace(item)} to {request.NewName} on {place}{left}",
                SchemaOnly ? "Copy schema" : "Copy collection"))
        {
            return;
        }

        var display = new WaitDisplay($"Copying {name}");
        var result = Await(
            async (_, token) =>
            {
                var blueprint = await CopyPlanning.ReadAsync(request, token).ConfigureAwait(false);
                return await new CollectionCopy(request, blueprint, display).RunAsync(token).ConfigureAwait(false);
            },
            from,
            display);
        Mark(result.Collection!, target, to.Database ?? target.Database);
        WriteObject(Mark(result, target, to.Database ?? target.Database));
    }

    private CopyRequest CreateRequest(
        string name,
        (MilvusConnection Connection, CallContext Call) source,
        (MilvusConnection Connection, CallContext Call) target)
    {
        var from = source.Call.Database ?? source.Connection.Database;
        var to = target.Call.Database ?? target.Connection.Database;
        var sameServer = source.Connection.Label == target.Connection.Label;
        var newName = NewName ?? name;
        if (sameServer && from == to && newName == name)
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"Collection {name} cannot be copied to itself: nothing was changed.")
            {
                RecommendedAction = "Use another name with -NewName, another -TargetDatabase or another -TargetConnection.",
            };
        }

        return new CopyRequest
        {
            Source = source.Connection.Client,
            From = source.Call,
            Name = name,
            Target = target.Connection.Client,
            To = target.Call,
            NewName = newName,
            SourceText = $"{source.Connection.Label}/{from}/{name}",
            TargetText = $"{target.Connection.Label}/{to}/{newName}",
            TargetDatabase = to,
            IsElsewhere = !sameServer || from != to,
            SchemaOnly = SchemaOnly,
            BatchSize = BatchSize,
            Verify = Verify,
            Filter = Filter,
            Partitions = Partition,
            Parallel = Parallel > 0 ? Parallel : target.Connection.Client.IsEmbedded ? 1 : ParallelOnServers,
            LedgerPath = LedgerPlace.Find(SessionState, LedgerPath, target.Connection, $"{name}-to-{newName}.ledger"),
            Force = Force,
            NewKey = NewKey,
        };
    }
}
