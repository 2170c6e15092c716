using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Shows the progress of the export of a snapshot.</summary>
/// <example>
/// <code>Export-MilvusSnapshot words monday -TargetPath s3://backups/words | Get-MilvusSnapshotExport</code>
/// Starts an export and shows its progress.
/// </example>
/// <example><code>Get-MilvusSnapshotExport 470664513820708276</code>Shows an export by its id.</example>
/// <example><code>(Get-MilvusSnapshotExport 470664513820708276).MetadataUri</code>Returns the location of the description of the
/// copy.</example>
[Cmdlet(VerbsCommon.Get, "MilvusSnapshotExport", DefaultParameterSetName = ById,
    HelpUri = CmdletPages.Folder + "Get-MilvusSnapshotExport.md")]
[OutputType(typeof(SnapshotExport))]
public sealed class GetMilvusSnapshotExportCommand : JobCommand<SnapshotExport>
{
    private protected override void Act(string id, SnapshotExport? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var job = Await((call, token) => client.GetExportAsync(call, JobIds.Parse(id), token), context);
        Write(job, item);
    }
}
