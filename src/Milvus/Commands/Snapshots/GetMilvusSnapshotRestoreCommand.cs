using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Shows how far the restore of a snapshot has come, or lists the restores.</summary>
/// <example><code>Get-MilvusSnapshotRestore</code>Lists the restores of the database.</example>
/// <example>
/// <code>Restore-MilvusSnapshot words monday copy | Get-MilvusSnapshotRestore</code>
/// Starts a restore and shows how far it is.
/// </example>
/// <example>
/// <code>Get-MilvusSnapshotRestore -Collection words | Where-Object State -EQ Failed | Select-Object JobId, Reason</code>
/// Why restores into a collection failed.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusSnapshotRestore", DefaultParameterSetName = Listed)]
[OutputType(typeof(SnapshotRestore))]
public sealed class GetMilvusSnapshotRestoreCommand : JobCommand<SnapshotRestore>
{
    private const string Listed = "Listed";

    /// <summary>Lists the restores of this collection; those of the whole database when left out.</summary>
    [Parameter]
    [OnlyIn(Listed)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string? Collection { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName != Listed)
        {
            base.Process();
            return;
        }

        foreach (var job in Await((call, token) => Client.ListRestoresAsync(call, Collection ?? string.Empty, token)))
        {
            WriteObject(Mark(job));
        }
    }

    private protected override void Act(string id, SnapshotRestore? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var job = Await((call, token) => client.GetRestoreAsync(call, JobIds.Parse(id), token), context);
        WriteObject(Mark(job, ConnectionOf(item), context.Database));
    }
}
