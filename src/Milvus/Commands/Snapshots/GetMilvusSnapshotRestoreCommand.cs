using System.Management.Automation;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Shows the progress of the restore of a snapshot, or lists the restores.</summary>
/// <example><code>Get-MilvusSnapshotRestore</code>Lists the restores of the database.</example>
/// <example>
/// <code>Restore-MilvusSnapshot words monday copy | Get-MilvusSnapshotRestore</code>
/// Starts a restore and shows its progress.
/// </example>
/// <example>
/// <code>Get-MilvusSnapshotRestore -Collection words | Where-Object State -EQ Failed | Select-Object JobId, Reason</code>
/// Shows why restores into a collection failed.
/// </example>
/// <parameter name="Collection">Lists the restores of this collection; those of the whole database when left out.</parameter>
[Cmdlet(VerbsCommon.Get, "MilvusSnapshotRestore", DefaultParameterSetName = Listed,
    HelpUri = CmdletPages.Folder + "Get-MilvusSnapshotRestore.md")]
[OutputType(typeof(SnapshotRestore))]
public sealed class GetMilvusSnapshotRestoreCommand : ListedJobCommand<SnapshotRestore>
{
    private protected override Task<IReadOnlyList<SnapshotRestore>> ListAsync(
        CallContext call,
        string collection,
        CancellationToken token
    ) => Client.ListRestoresAsync(call, collection, token);

    private protected override Task<SnapshotRestore> FindAsync(
        CallContext call,
        string id,
        SnapshotRestore? item,
        CancellationToken token
    ) => GetClient(item).GetRestoreAsync(call, JobIds.Parse(id), token);
}
