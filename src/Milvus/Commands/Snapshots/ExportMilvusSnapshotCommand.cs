using System.Management.Automation;

namespace Milvus;

/// <summary>Exports a snapshot: starts a job of the server that copies its files to another place of an object store.</summary>
/// <example>
/// <code>Export-MilvusSnapshot words monday -TargetPath s3://backups/words -Wait</code>
/// Copies the snapshot and waits; MetadataUri tells where its description is.
/// </example>
/// <example>
/// <code>Get-MilvusSnapshot words monday | Export-MilvusSnapshot -TargetPath s3://backups/words | Get-MilvusSnapshotExport</code>
/// Starts the copy and shows how far it is.
/// </example>
/// <example>
/// <code>Export-MilvusSnapshot words monday -TargetPath s3://backups/words -Specification @{ region = 'eu-west-1' }</code>
/// Tells the server what it needs to reach the place.
/// </example>
[Cmdlet(VerbsData.Export, "MilvusSnapshot", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SnapshotExport))]
public sealed class ExportMilvusSnapshotCommand : NamedInCollectionCommand<Snapshot>
{
    /// <summary>Where to copy it to, as the server reaches it.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string TargetPath { get; set; } = string.Empty;

    /// <summary>What the server needs to reach it: a hashtable or JSON.</summary>
    [Parameter]
    public object? Specification { get; set; }

    /// <summary>Waits until all is copied.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override void Act(string collection, string name, Snapshot? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var specification = Json(nameof(Specification));
        if (!ShouldProcess($"snapshot {name} of {CollectionText(collection, item)} on {Place(item)}", $"Export to {TargetPath}"))
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
