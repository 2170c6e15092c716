using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Exports a snapshot: starts a server job that copies its files to another location of an object store.</summary>
/// <example>
/// <code>Export-MilvusSnapshot words monday -TargetPath s3://backups/words -Wait</code>
/// Exports the snapshot and waits. MetadataUri of the result is the location of its description.
/// </example>
/// <example>
/// <code>Get-MilvusSnapshot words monday | Export-MilvusSnapshot -TargetPath s3://backups/words | Get-MilvusSnapshotExport</code>
/// Starts the export and shows its progress.
/// </example>
/// <example>
/// <code>Export-MilvusSnapshot words monday -TargetPath s3://backups/words -Specification @{ region = 'eu-west-1' }</code>
/// Passes the access settings for the location.
/// </example>
[Cmdlet(VerbsData.Export, "MilvusSnapshot", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Export-MilvusSnapshot.md")]
[OutputType(typeof(SnapshotExport))]
public sealed class ExportMilvusSnapshotCommand : NamedInCollectionCommand<Snapshot>
{
    /// <summary>The target location, as the server reaches it.</summary>
    [Parameter(Mandatory = true)]
    public string TargetPath { get; set; } = string.Empty;

    /// <summary>The access settings for the location: a hashtable or JSON.</summary>
    [Parameter]
    public object? Specification { get; set; }

    /// <summary>Waits until the export is complete.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override void Act(string collection, string name, Snapshot? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var specification = ReadJson(nameof(Specification));
        if (!ShouldProcess($"snapshot {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", $"Export to {TargetPath}"))
        {
            return;
        }

        var display = new WaitDisplay($"Exporting {name}");
        var job = Await(
            async (call, token) =>
            {
                var started = await client.StartExportAsync(call, collection, name, TargetPath, specification, token).ConfigureAwait(false);
                return Wait ? await client.WaitForExportAsync(call, started, display, token).ConfigureAwait(false) : started;
            },
            context,
            display);
        Write(job, item);
    }
}
