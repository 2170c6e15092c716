using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Milvus.Access;
using Milvus.Backups;
using Milvus.Completion;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Restores a backup, or collections of it, under the same or other names, and verifies the rows.</summary>
/// <remarks>
/// <para>All files are checked before the first change. Collections are restored with schema, partitions, rows, indexes, aliases and load
/// state into the databases of the backup, which are created if they are missing. An existing collection is an error, and nothing is
/// changed; -Force replaces it, after a confirmation.</para>
/// <para>An alias of the backup is created for the restored collection if its name is free. An alias that refers to another collection
/// stays there, with a warning. A renamed collection gets aliases by the same rule, and a warning names each: programs that use them read
/// the renamed collection. -WhatIf names the aliases.</para>
/// <para>A whole restore under the same names includes users and roles, if the backup has them. They are compared with the server like
/// those of Restore-MilvusRbac, which describes passwords.</para>
/// <para>A ledger in the folder of the embedded database, in the current folder or at -LedgerPath has what is done. After an interruption,
/// the same command continues.</para>
/// </remarks>
/// <example><code>Restore-MilvusDatabase ./backup -WhatIf</code>Shows what would be restored.</example>
/// <example>
/// <code>Restore-MilvusDatabase ./backup -Collection words -Rename @{ words = 'words_restored' } -Verify Full</code>
/// Restores one collection under another name, and compares every value.
/// </example>
/// <example>
/// <code>Restore-MilvusDatabase ./backup -TargetDatabase archive -Connection $live</code>
/// Restores a database to another database of another server.
/// </example>
/// <example>
/// <code>Restore-MilvusDatabase ./backup -Force -Confirm:$false</code>
/// Replaces existing collections by those of the backup, without a confirmation.
/// </example>
[Cmdlet(VerbsData.Restore, "MilvusDatabase", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = CmdletPages.Folder + "Restore-MilvusDatabase.md")]
[OutputType(typeof(TransferResult), typeof(RbacRestore))]
public sealed class RestoreMilvusDatabaseCommand : ConnectedCommand
{
    /// <summary>The folder of the backup. Wildcard characters are taken literally.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = string.Empty;

    /// <summary>Only these collections of the backup, with wildcards; all when left out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BackupCollectionCompleter))]
    public string[]? Collection { get; set; }

    /// <summary>
    /// Leaves these collections out, with wildcards; as collection or database/collection. A pattern without a match has no effect.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BackupCollectionCompleter))]
    public string[]? Exclude { get; set; }

    /// <summary>Only this database of the backup; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BackupDatabaseCompleter))]
    public override string? Database { get; set; }

    /// <summary>New names of collections: @{ old = 'new' }; the old name can be database/collection.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RenameCompleter))]
    public IDictionary Rename { get; set; } = new Hashtable();

    /// <summary>The database to restore to; that of the backup when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public string? TargetDatabase { get; set; }

    /// <summary>None, Count (the default), Key or Full.</summary>
    [Parameter]
    public TransferVerification Verify { get; set; } = TransferVerification.Count;

    /// <summary>Restores users and roles also if only some collections, or collections under other names, are restored.</summary>
    [Parameter]
    public SwitchParameter Rbac { get; set; }

    /// <summary>Does not restore users and roles.</summary>
    [Parameter]
    public SwitchParameter NoRbac { get; set; }

    /// <summary>
    /// Passwords of users whose hash the server does not accept, as a table of names and passwords (SecureString, or plain text), or as
    /// credentials.
    /// </summary>
    [Parameter]
    [PasswordTableTransformation]
    [ValidateNotNull]
    public PasswordTable Password { get; set; } = new();

    /// <summary>
    /// Gives new keys to the rows of collections whose keys the server generates; other rows keep theirs. Without it, such a collection is
    /// an error, unless it accepts keys (allow_insert_auto_id).
    /// </summary>
    [Parameter]
    public SwitchParameter NewKey { get; set; }

    /// <summary>
    /// The file of the ledger; when left out, backup-to-server.ledger in the folder of an embedded database, or in the current folder.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <summary>Replaces existing collections, users and roles, and discards an interrupted restore.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool AsksAlwaysWhereHigh => Force;

    private protected override object? Target => Path;

    /// <inheritdoc/>
    protected override void End()
    {
        if (Rbac && NoRbac)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-Rbac and -NoRbac exclude each other: use one of them.");
        }

        var folder = LocalPaths.ResolveFolder(SessionState, Path);
        var manifest = ManifestStore.Read(folder);
        var selection = new RestoreSelection(folder, manifest)
        {
            Database = Database,
            Collections = Collection,
            Excluded = Exclude,
            TargetDatabase = TargetDatabase,
            Rename = Rename,
        };
        var items = selection.Choose(Call);
        var databases = selection.ChooseDatabases(items);
        if (items.Count == 0 && Exclude is not null)
        {
            WriteWarning("No collection is restored: -Exclude leaves out all of them.");
        }

        CheckKeys(items);
        foreach (var item in items)
        {
            Client.CheckDefinition(
                item.Blueprint.Collection,
                $"-Exclude {item.SourceDatabase}/{item.Manifest.Name} leaves it out. To have its rows here, restore it into an embedded "
                    + "database, convert it there with Convert-MilvusCollection into a collection without them, and copy that one with "
                    + "Copy-MilvusCollection.");
        }

        var display = new WaitDisplay($"Restoring {Path}");
        var rbacFile = ChooseRbac(folder, manifest);
        var files = items.SelectMany(item => item.Manifest.Parts.Prepend(item.Manifest.Schema), (item, file) => (item.Manifest, file));
        Await(
            token => Task.Run(
                () => new BackupCheck(folder, manifest).Require(
                    files.Select(pair => ((ManifestCollection?)pair.Manifest, pair.file))
                        .Concat(rbacFile is null ? [] : [(null, manifest.Rbac!)]),
                    token),
                token),
            display: display);

        var target = new RestoreTarget(Client, Call);
        Await((_, token) => target.ReadAsync(items, token));
        var ledger = LedgerPlace.Find(SessionState, LedgerPath, Connected, BackupPaths.LedgerName(folder, Connected.Label));
        var plan = CreatePlan(folder, manifest, items);
        var recorded = Force ? new LedgerContent() : LedgerFile.Peek(ledger, plan);
        var isContinued = recorded.Plan is not null;
        CheckExisting(target, isContinued);
        foreach (var item in items)
        {
            FailedVerification.Check(recorded.FindStep, item.FinalPlace, Verify);
        }

        if (!isContinued)
        {
            RefuseSharedKeys(folder, items);
        }

        var rbac = rbacFile is null ? null : PrepareRbac(rbacFile, isContinued);
        if (!Confirm(items, target.FindNew(databases), target, rbac, ledger, isContinued))
        {
            return;
        }

        var run = new RestoreRun(Client, folder, items, databases, target, new RestoreSettings(Verify, NewKey, Force, display));
        var (results, restored) = RunTransfer(
            ledger, () => Await((_, token) => run.RunAsync(ledger, plan, Connected.Label, rbac, token), Call, display));
        foreach (var result in results)
        {
            Mark(result.Collection!, null, result.Database);
            WriteObject(Mark(result, null, result.Database));
        }

        if (restored is not null)
        {
            WriteMissing(restored, rbacFile!);
            WriteObject(Mark(restored));
        }
    }

    private TransferPlan CreatePlan(string folder, BackupManifest manifest, IReadOnlyList<RestoreItem> items) => new(
        "restore",
        ("the source", folder),
        ("the digest of the manifest", Sha256Text.Of(ManifestStore.ToBytes(manifest))),
        (RestoreRun.TargetFact, Connected.Label),
        ("the list of collections", string.Join(", ", items.Select(item => $"{item.SourceDatabase}/{item.Manifest.Name}={item.Place}"))),
        ("-NewKey", NewKey ? "set" : string.Empty));

    private void CheckKeys(IReadOnlyList<RestoreItem> items)
    {
        var made = items.Where(item => ServerKeys.AreMade(item.Blueprint.Collection, NewKey)).Select(item => item.Place).ToList();
        if (NewKey && Verify == TransferVerification.Key && made.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The rows of {string.Join(", ", made)} get new keys, so their keys cannot be compared: nothing was restored.")
            {
                RecommendedAction = "Use -Verify Count or Full.",
            };
        }

        var refused = items
            .Where(item => !NewKey && !ServerKeys.AcceptsKeys(item.Blueprint.Collection))
            .Select(item => item.Place)
            .ToList();
        if (refused.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The server generates the keys of {string.Join(", ", refused)} and does not accept others, so the rows cannot keep "
                    + "theirs: "
                    + "nothing was restored.")
            {
                RecommendedAction = "Use -NewKey to give the rows new keys, or choose other collections with -Collection.",
            };
        }
    }

    private void RefuseSharedKeys(string folder, IReadOnlyList<RestoreItem> items)
    {
        foreach (var item in items.Where(item => !ServerKeys.AreMade(item.Blueprint.Collection, NewKey)))
        {
            Await((_, token) => PartKeys.RefuseSharedAsync(Client, Connected.Address, folder, item, token));
        }
    }

    private void CheckExisting(RestoreTarget target, bool isContinued)
    {
        if (target.Existing.Count > 0 && !Force && !isContinued)
        {
            var names = string.Join(", ", target.Existing.Select(item => item.Place));
            var folder = LedgerPlace.FindFolder(SessionState, Connected);
            throw UnfinishedTarget.CreateExistsError(
                $"{Counts.Noun(target.Existing.Count, "Collection", "Collections")} {names} "
                    + $"{Counts.Noun(target.Existing.Count, "exists", "exist")} already",
                "Restore under other names with -Rename or to another -TargetDatabase, or replace them with -Force.",
                target.Existing
                    .Select(item => UnfinishedTarget.Find(folder, Connected.Label, item.Database, item.Name))
                    .FirstOrDefault(found => found is not null));
        }
    }

    private string? ChooseRbac(string folder, BackupManifest manifest)
    {
        var isWhole = Database is null && Collection is null && Exclude is null && TargetDatabase is null && Rename.Count == 0;
        if (NoRbac || !(Rbac || isWhole))
        {
            if (manifest.Rbac is not null && !NoRbac && Database is null && Collection is null && Exclude is null)
            {
                WriteWarning("A restore under other names or to another database leaves out the users and roles of the backup. -Rbac "
                    + "restores them; -NoRbac leaves them out without a warning.");
            }

            return null;
        }

        return manifest.Rbac is null && !Rbac ? null : BackupRbac.Find(folder, manifest);
    }

    private RbacRestoring PrepareRbac(string file, bool isContinued)
    {
        var passwords = Password.Passwords;
        var restoring = new RbacRestoring(Client, Call, RbacFile.Read(file), passwords, Client.User);
        try
        {
            Await((_, token) => restoring.PrepareAsync(token));
        }
        catch (MilvusException failure) when (!failure.OutcomeUnknown && !failure.Retriable)
        {
            throw failure.With(
                $"The users and roles of the backup cannot be restored, and nothing was changed: {failure.Message}",
                action: "-NoRbac restores the collections without them.");
        }

        restoring.RefuseConflicts(Force || isContinued);
        if (IsWhatIf && restoring.Missing.Count > 0)
        {
            WriteWarning(RbacAdvice.DescribeUnrestored(restoring.Missing));
        }

        return restoring;
    }

    private bool Confirm(
        IReadOnlyList<RestoreItem> items,
        IReadOnlyList<string> created,
        RestoreTarget target,
        RbacRestoring? rbac,
        string ledger,
        bool isContinued)
    {
        var rows = items.Sum(item => item.Manifest.Rows);
        var aliases = ShowsConfirmation ? Await((_, token) => target.DescribeAliasesAsync(items, token)) : string.Empty;
        var replaced = isContinued ? [] : target.Existing.Select(DescribeReplaced).ToList();
        var conflicts = Force && rbac is not null ? rbac.Differences.DescribeConflicts() : [];
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"Restore {items.Count} {Counts.Noun(items.Count, "collection")} with {rows:N0} {Counts.Noun(rows, "row")}")
            + (items.Count == 0 ? string.Empty : $" ({RbacNames.List([.. items.Select(Describe)])})")
            + (created.Count == 0
                ? string.Empty
                : $", creating {Counts.Noun(created.Count, "database", "databases")} {string.Join(", ", created)}")
            + aliases
            + (rbac is null ? string.Empty : $", users and roles{rbac.DescribeMissing()}")
            + LedgerPlace.Describe(ledger, Force)
            + (replaced.Count > 0 ? $", replacing {RbacNames.List(replaced)}" : string.Empty)
            + (conflicts.Count > 0 ? $", changing {RbacNames.List(conflicts)}" : string.Empty);
        return replaced.Count + conflicts.Count > 0 ? ConfirmLoss(Connected.Place, what) : ShouldProcess(Connected.Place, what);
    }

    private static string Describe(RestoreItem item)
    {
        var source = $"{item.SourceDatabase}/{item.Manifest.Name}";
        return source == item.Place ? source : $"{source} as {item.Place}";
    }

    // Its rows are lost.
    private string DescribeReplaced(RestoreItem item)
    {
        var rows = ShowsConfirmation
            ? Await((_, token) => RowCounts.CountCollectionAsync(Client, item.Call, item.Name, token), item.Call)
            : null;
        return $"{item.Place} with {RowCounts.ToText(rows)}";
    }

    private void WriteMissing(RbacRestore restored, string file)
    {
        if (restored.MissingUser.Count > 0)
        {
            var line = RbacAdvice.OfLine(file, restored.MissingUser, Connection is null ? null : Connected.Name);
            WriteWarning($"{RbacAdvice.DescribeMissing(restored.MissingUser)} {line}");
        }
    }
}
