using System.Collections;
using System.Management.Automation;
using Milvus.Commands.Schemas.Building;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
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
/// unless -Force replaces it, which asks for confirmation. A copy of some rows (-Filter, -Partition) gets no aliases.</para>
/// <para>-Verify compares source and target, and a difference is the error MilvusTransferMismatch with the keys. The same command then
/// copies the units again that differ. Rows that are written during the copy may or may not be included. about_Milvus_Transfers describes
/// ledgers and verification.</para>
/// <para>The RowCount of Get-MilvusCollection is a statistic of the server: Milvus adds new rows to it when it flushes them, some minutes
/// later or after Save-MilvusCollection. Measure-MilvusCollection -Exact counts them at once.</para>
/// </remarks>
/// <example><code>Copy-MilvusCollection words words_backup</code>Copies the collection in the same database.</example>
/// <example>
/// <code>Get-MilvusCollection -Connection $lab | Copy-MilvusCollection -TargetConnection $live</code>
/// Copies all collections to another server. The variables have the connections, as Connect-Milvus returns them.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Copy-MilvusCollection -TargetDatabase archive -Verify Full</code>
/// Copies a database into another one, which New-MilvusDatabase archive has created, and compares every value.
/// </example>
/// <example>
/// <code>Copy-MilvusCollection words verbs -Filter 'pos == "verb"' | Select-Object -ExpandProperty Collection</code>
/// Copies some rows, and gets the new collection.
/// </example>
/// <example>
/// <code>Copy-MilvusCollection words -TargetDatabase archive -SchemaOnly</code>
/// Creates an empty collection with the same schema in another database, which exists already.
/// </example>
[Cmdlet(VerbsCommon.Copy, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Copy-MilvusCollection.md")]
[OutputType(typeof(TransferResult))]
public sealed class CopyMilvusCollectionCommand : EachCollectionCommand
{
    private const int ParallelOnServers = 4;

    private readonly HashSet<(MilvusConnection Connection, string Database, string Name)> _made = [];

    /// <summary>The name of the copy, for one collection; the name of the collection when left out, also for an alias.</summary>
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
    [FilterText]
    public string? Filter { get; set; }

    /// <inheritdoc cref="ReadingCommand.Where"/>
    [Parameter]
    [ValidateNotNull]
    [ConditionBlock]
    public ScriptBlock? Where { get; set; }

    /// <inheritdoc cref="ReadingCommand.FilterParameter"/>
    [Parameter]
    public Hashtable? FilterParameter { get; set; }

    /// <summary>The partitions to copy, with wildcards; all when left out.</summary>
    [Parameter]
    [Alias("PartitionName")]
    [SupportsWildcards]
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

    /// <summary>Replaces an existing collection, after a confirmation, and begins again if an unfinished copy exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The maximum number of rows per request; fewer if they are large.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 10_000;

    private protected override string? NameOfOneResult => NewName is null ? null : nameof(NewName);

    private protected override bool AsksAlwaysWhereHigh => Force;

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (SchemaOnly && FindRowParameter() is { } parameter)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument, $"-SchemaOnly copies no rows, so -{parameter} has no effect: omit one of them.");
        }
    }

    private protected override void Act(string name, Collection? item)
    {
        var given = name;
        var source = GetConnection(item);
        var from = GetCall(item);
        var target = TargetConnection?.Resolve() ?? source;
        var to = from.ForDatabase(TargetDatabase ?? (TargetConnection is null ? from.Database : null));
        if (item is null && NewName is null)
        {
            // A copy of an alias has the name of its collection; the alias is copied as one.
            name = DescribeCollection(name, source, from, forTextOnly: false)?.Name ?? name;
        }

        var request = CreateRequest(name, (source, from), (target, to));
        CheckTwice(name, request, target, to.Database ?? target.Database);
        var prepared = Await((_, token) => CopyPlanning.PrepareAsync(request, token), from);
        WarnMisspelt(prepared.Blueprint.Collection);
        var place = $"{target.Place}/{to.Database ?? target.Database}";
        var what = $"{GetCollectionText(given, item)} on {GetPlace(item)} to {request.NewName} on {place}"
            + DescribeAliases(request, prepared)
            + LedgerPlace.Describe(request.LedgerPath, Force);
        var action = (SchemaOnly ? "Copy schema" : "Copy collection")
            + (prepared.IsReplacing
                ? $", replacing the existing {request.NewName} on {place}{DescribeDoubt(request, prepared)}"
                : string.Empty);
        if (!(prepared.IsReplacing ? ConfirmLoss(what, action) : ShouldProcess(what, action)))
        {
            return;
        }

        var display = new WaitDisplay($"Copying {name}");
        var result = RunTransfer(
            request.LedgerPath,
            () => Await((_, token) => new CollectionCopy(request, prepared, display).RunAsync(token), from, display));
        if (result.RowsRead == 0 && request.Filter is not null)
        {
            WarnOfNoMatch(prepared.Blueprint.Collection, request.Filter, $"{request.NewName} is empty", source.Client, from);
        }

        Mark(result.Collection!, target, to.Database ?? target.Database);
        WriteObject(Mark(result, target, to.Database ?? target.Database));
    }

    private string DescribeAliases(CopyRequest request, PreparedCopy prepared)
    {
        var aliases = ShowsConfirmation
            ? Await((_, token) => AliasCopy.FindAsync(request, prepared.Blueprint.Collection, token), request.From)
            : [];
        return aliases.Count == 0
            ? string.Empty
            : $" with {Counts.Noun(aliases.Count, "its alias", "its aliases")} {string.Join(", ", aliases)} where the name is free";
    }

    // Without ids, only the copy itself finds that two addresses are one server.
    private static string DescribeDoubt(CopyRequest request, PreparedCopy prepared) =>
        prepared.Blueprint.Collection is { Id: 0 } original
        && original.Name == request.NewName
        && request.Source.Identity != request.Target.Identity
            ? " unless it is the source itself, at another address of its server"
            : string.Empty;

    // What is about the rows only, and would have no effect.
    private string? FindRowParameter() =>
        Verify != TransferVerification.None && MyInvocation.BoundParameters.ContainsKey(nameof(Verify)) ? nameof(Verify)
        : Filter is not null ? nameof(Filter)
        : Where is not null ? nameof(Where)
        : NewKey ? nameof(NewKey)
        : null;

    // Collections of several databases can have the same name.
    private void CheckTwice(string name, CopyRequest request, MilvusConnection target, string database)
    {
        if (!_made.Add((target, database, request.NewName)))
        {
            throw new MilvusException(
                MilvusErrorId.AlreadyExists,
                $"This command has copied another collection to {request.TargetText} already, so {request.SourceText} was not copied.")
            {
                RecommendedAction = $"Copy {name} with another -NewName or to another -TargetDatabase.",
            };
        }
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
                RecommendedAction = TargetConnection is null
                    ? "The target is the connection of the source: use -TargetConnection for another one, -NewName or -TargetDatabase."
                    : "Use another name with -NewName, another -TargetDatabase or another -TargetConnection.",
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
            Filter = ResolveFilter(source.Connection.Client, source.Call, name, Filter),
            FilterParameters = FilterParameter,
            Partitions = Partition,
            Parallel = Parallel > 0 ? Parallel : target.Connection.Client.IsEmbedded ? 1 : ParallelOnServers,
            LedgerPath = LedgerPlace.Find(SessionState, LedgerPath, target.Connection, $"{name}-to-{newName}.ledger"),
            FindUnfinished = () => UnfinishedTarget.Find(
                LedgerPlace.FindFolder(SessionState, target.Connection), target.Connection.Label, to, newName),
            Force = Force,
            NewKey = NewKey,
        };
    }
}
