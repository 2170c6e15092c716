using System.Management.Automation;
using Milvus.Backups;
using Milvus.Completion;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Backs up collections, a database or a whole server into a folder, and verifies it.</summary>
/// <remarks>
/// <para>The folder has a manifest with the digest of every file, the schemas with properties, partitions, indexes, aliases and load
/// states,
/// the rows as Parquet files, and, for a whole server or with -Rbac, users and roles. Restore-MilvusDatabase restores it, completely or in
/// parts; Test-MilvusBackup checks it. The rows can be read only if a collection is loaded; -Load loads it for the backup.</para>
/// <para>Until the backup is finished, its files are in a folder whose name ends in .unfinished, with a ledger beside it. After an
/// interruption, the same command continues. An existing backup is an error; -Force replaces it when the new one is finished, and discards
/// an unfinished one. It asks before it replaces a backup of another server, or one with collections that the new one does not
/// have. A folder with other files stays as it is.</para>
/// <para>A backup has what the user of the connection may see: a user without privileges backs up nothing, with a warning.</para>
/// <para>Each part shows the rows at the time of its read. With -Verify Count, the rows are counted before and after the backup. With Key
/// or
/// Full, they are read a second time, and what has changed in between is read again.</para>
/// </remarks>
/// <example><code>Backup-MilvusDatabase ./backup</code>Backs up the database of the connection.</example>
/// <example>
/// <code>Backup-MilvusDatabase ./backup -Collection doc*, words -Verify Full</code>
/// Backs up some collections, and compares every value with the server.
/// </example>
/// <example>
/// <code>Backup-MilvusDatabase ./server -All</code>
/// Backs up all databases, with users, roles and privileges.
/// </example>
/// <example>
/// <code>Backup-MilvusDatabase ./server -All -Exclude tmp*, archive/old</code>
/// Backs up all databases without some collections.
/// </example>
/// <example><code>Get-MilvusDatabase b* | Backup-MilvusDatabase ./some -WhatIf</code>Shows what would be backed up.</example>
[Cmdlet(VerbsData.Backup, "MilvusDatabase", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Backup-MilvusDatabase.md")]
[OutputType(typeof(TransferResult))]
public sealed class BackupMilvusDatabaseCommand : ConnectedCommand
{
    private const string EveryDatabase = "All";

    private readonly List<Database> _piped = [];

    /// <summary>The folder of the backup. Wildcard characters are taken literally.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = string.Empty;

    /// <summary>Only these collections, with wildcards; all when left out.</summary>
    [Parameter]
    [OnlyIn(ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[]? Collection { get; set; }

    /// <summary>
    /// Leaves these collections out, with wildcards; as collection or database/collection. A pattern without a match has no effect.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[]? Exclude { get; set; }

    /// <summary>Databases as Get-MilvusDatabase returns them; all go into one backup.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Database[] InputObject { get; set; } = [];

    /// <summary>Backs up all databases of the server, with users, roles and privileges if the server has them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EveryDatabase)]
    public SwitchParameter All { get; set; }

    /// <summary>Includes users, roles and privileges. The backup is for the whole server, also for one database.</summary>
    [Parameter]
    public SwitchParameter Rbac { get; set; }

    /// <summary>Leaves users, roles and privileges out of a backup of a whole server.</summary>
    [Parameter]
    [OnlyIn(EveryDatabase)]
    public SwitchParameter NoRbac { get; set; }

    /// <summary>None, Count (the default), Key or Full.</summary>
    [Parameter]
    public TransferVerification Verify { get; set; } = TransferVerification.Count;

    /// <summary>Loads collections that are not loaded, and releases them after the backup.</summary>
    [Parameter]
    public SwitchParameter Load { get; set; }

    /// <summary>The maximum number of rows of a Parquet file; fewer if they are large.</summary>
    [Parameter]
    [ValidateRange(1, 10_000_000)]
    public int RowsPerFile { get; set; } = 250_000;

    /// <summary>
    /// Replaces an existing backup when the new one is finished, and discards an unfinished one. It asks before it replaces a backup of
    /// another server, or one with collections that the new one does not have.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool AsksAlwaysWhereHigh => Force;

    private protected override object? Target => Path;

    /// <inheritdoc/>
    protected override void Process() => _piped.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void End()
    {
        // Nothing that was piped is a database, so the current one is not meant either.
        if (MyInvocation.ExpectingInput && _piped.Count == 0)
        {
            return;
        }

        var target = new BackupTarget(LocalPaths.ResolveFolder(SessionState, Path), Force);
        target.Check();
        var origins = _piped.Select(GetConnection).Distinct().ToList();
        if (origins.Count > 1)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "A backup is of one server, but the databases came from several.");
        }

        var connection = origins.Count == 1 ? origins[0] : Connected;
        var client = connection.Client;
        var display = new WaitDisplay($"Backing up to {Path}");
        var scope = new BackupScope(client, Call, All ? null : ListDatabases(connection), Collection, Exclude);
        var databases = Await((_, token) => scope.ReadAsync(token), Call, display);
        var unloaded = databases.SelectMany(database => database.Collections).Where(one => !one.IsLoaded).ToList();
        var bare = unloaded.Where(one => !client.CanLoad(one.Blueprint)).Select(one => one.Name).ToList();
        if (bare.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.CollectionNotLoaded,
                $"{string.Join(", ", bare)} {Counts.Noun(bare.Count, "has", "have")} no index on each vector field, so the rows cannot be "
                    + "loaded and read: nothing was written.")
            {
                RecommendedAction = "Create the missing indexes with New-MilvusIndex, or leave them out with -Exclude.",
            };
        }

        if (unloaded.Count > 0 && !Load)
        {
            throw new MilvusException(
                MilvusErrorId.CollectionNotLoaded,
                $"The rows of {string.Join(", ", unloaded.Select(one => one.Name))} can be read only if they are loaded: nothing was "
                    + "written.")
            {
                RecommendedAction = "Load them with Mount-MilvusCollection, use -Load, or leave them out with -Exclude.",
            };
        }

        var count = databases.Sum(database => database.Collections.Count);
        if (count == 0)
        {
            WriteWarning($"The backup has no collections: {string.Join(", ", databases.Select(database => database.Name))} has none that "
                + (Exclude is null ? "the user of this connection may see." : "-Exclude does not leave out."));
        }

        var what =
            $"Back up {count} {Counts.Noun(count, "collection")} of {string.Join(", ", databases.Select(database => database.Name))} on "
            + connection.Place;
        var lost = target.FindLost(client.Address, databases);
        var action = what + target.Describe() + (lost is null ? string.Empty : $", which is {lost}");
        if (!(lost is null ? ShouldProcess(Path, action) : ConfirmLoss(Path, action)))
        {
            return;
        }

        var rbac = Await((_, token) => scope.ReadRbacAsync(Rbac, All && !NoRbac, token));
        var settings = new BackupSettings(Verify, RowsPerFile, display);
        var loading = new TemporaryLoads(client, unloaded, display);
        var run = new BackupRun(client, databases, rbac, target, settings);
        var results = RunTransfer(
            target.LedgerPath,
            () => Await((_, token) => loading.RunAsync(() => run.RunAsync(connection.Label, token), token), Call, display));
        foreach (var result in results)
        {
            Mark(result.Collection!, connection, result.Database);
            WriteObject(Mark(result, connection, result.Database));
        }
    }

    private IReadOnlyList<string> ListDatabases(MilvusConnection connection) => _piped.Count > 0
        ? [.. _piped.Select(database => database.Name).Distinct(StringComparer.Ordinal)]
        : [Database ?? connection.Database];
}
