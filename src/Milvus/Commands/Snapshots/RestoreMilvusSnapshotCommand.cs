using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Restores a snapshot into a new collection: starts a server job.</summary>
/// <remarks>
/// The server creates the target collection, which must not exist. If an object with this name exists, the cmdlet asks for confirmation, as
/// for a loss of data, and the server decides. With -Wait, a failed job is an error.
/// </remarks>
/// <example>
/// <code>Restore-MilvusSnapshot words monday words_restored -Wait</code>
/// Restores into a collection of another name, and waits.
/// </example>
/// <example>
/// <code>Get-MilvusSnapshot words monday | Restore-MilvusSnapshot -TargetCollection words -TargetDatabase archive</code>
/// Starts restoring into another database; Get-MilvusSnapshotRestore shows the progress.
/// </example>
/// <example>
/// <code>Restore-MilvusSnapshot -MetadataUri s3://backups/words/metadata.json -TargetCollection words `
///     -Specification @{ region = 'eu-west-1' }</code>
/// Restores an exported snapshot.
/// </example>
[Cmdlet(VerbsData.Restore, "MilvusSnapshot", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Restore-MilvusSnapshot.md")]
[OutputType(typeof(SnapshotRestore))]
public sealed class RestoreMilvusSnapshotCommand : ConnectedCommand
{
    private const string ByUri = "ByUri";

    /// <summary>The collection of the snapshot.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The snapshot.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(SnapshotNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>Snapshots as Get-MilvusSnapshot returns them; each is restored on the connection it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Snapshot[] InputObject { get; set; } = [];

    /// <summary>The location of the description of an exported snapshot, from Export-MilvusSnapshot.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByUri)]
    public string? MetadataUri { get; set; }

    /// <summary>The access settings for the location: a hashtable or JSON.</summary>
    [Parameter]
    [OnlyIn(ByUri)]
    public object? Specification { get; set; }

    /// <summary>The collection to create.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    public string TargetCollection { get; set; } = string.Empty;

    /// <summary>The database for the collection; that of the snapshot when left out.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public string? TargetDatabase { get; set; }

    /// <summary>Waits until the collection is restored.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override object? Target => MetadataUri ?? Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByObject:
                foreach (var snapshot in InputObject)
                {
                    ForItem(snapshot, () => Restore(snapshot.Collection, snapshot.Name, snapshot));
                }

                break;

            case ByUri:
                var specification = ReadJson(nameof(Specification));
                Restore($"snapshot at {MetadataUri}", null, (client, call, token) =>
                    client.StartExternalRestoreAsync(call, MetadataUri!, TargetCollection, specification, token));
                break;

            default:
                Restore(Collection, NamePatterns.CheckLiteral(Name, nameof(Name)), null);
                break;
        }
    }

    private void Restore(string collection, string name, Snapshot? item) => Restore(
        $"snapshot {name} of {GetCollectionText(collection, item)}",
        item,
        (client, call, token) => client.StartRestoreAsync(call, collection, name, TargetCollection, TargetDatabase, token));

    private void Restore(
        string what,
        Snapshot? item,
        Func<Client.MilvusClient, CallContext, CancellationToken, Task<SnapshotRestore>> start)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var exists = Exists(client, context);
        var where = TargetDatabase is null ? string.Empty : $" of database {TargetDatabase}";
        var action = $"Restore into collection {TargetCollection}{where}{(exists ? ", which exists already" : string.Empty)}";
        var target = $"{what} on {GetPlace(item)}";
        if (!(exists ? ConfirmLoss(target, action) : ShouldProcess(target, action)))
        {
            return;
        }

        var display = new WaitDisplay($"Restoring {TargetCollection}");
        var job = Await(
            async (call, token) =>
            {
                var started = await start(client, call, token).ConfigureAwait(false);
                return Wait ? await client.WaitForRestoreAsync(call, started, display, token).ConfigureAwait(false) : started;
            },
            context,
            display);
        WriteObject(Mark(job, GetConnection(item), TargetDatabase ?? context.Database));
    }

    // Only for the confirmation: the server itself reports a wrong target.
    private bool Exists(Client.MilvusClient client, CallContext context)
    {
        try
        {
            return Await(
                (call, token) => client.HasCollectionAsync(call, TargetCollection, token),
                context.ForDatabase(TargetDatabase ?? context.Database));
        }
        catch (MilvusException failure)
        {
            WriteVerbose($"It is unknown whether {TargetCollection} exists: {failure.Message}");
            return false;
        }
    }
}
