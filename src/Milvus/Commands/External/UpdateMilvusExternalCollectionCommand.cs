using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Refreshes an external collection: starts a server job that reads its files again.</summary>
/// <example><code>Update-MilvusExternalCollection lake -Wait</code>Reads the files at their location again, and waits.</example>
/// <example>
/// <code>Update-MilvusExternalCollection lake -Source s3://bucket/new/ -Specification @{ format = 'parquet' }</code>
/// Starts reading other files.
/// </example>
/// <example>
/// <code>Get-MilvusCollection lake* | Update-MilvusExternalCollection | Get-MilvusExternalRefresh</code>
/// Starts several refreshes and shows their progress.
/// </example>
/// <parameter name="InputObject">Collections as Get-MilvusCollection returns them; each is refreshed on the connection it came
/// from.</parameter>
[Cmdlet(VerbsData.Update, "MilvusExternalCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = CmdletPages.Folder + "Update-MilvusExternalCollection.md")]
[OutputType(typeof(ExternalRefresh))]
public sealed class UpdateMilvusExternalCollectionCommand : InCollectionCommand<Collection>
{
    /// <summary>The location of the files, as the server reaches it; unchanged when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    /// <summary>The specification for reading them: a hashtable or JSON; unchanged when left out.</summary>
    [Parameter]
    public object? Specification { get; set; }

    /// <summary>Waits until the files have been read.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override void Act(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var specification = ReadJson(nameof(Specification));
        if (!ShouldProcess(
                $"external {GetCollectionText(collection, item)} on {GetPlace(item)}",
                Source is null ? "Refresh" : $"Refresh from {Source}"))
        {
            return;
        }

        var display = new WaitDisplay($"Refreshing {collection}");
        var job = Await(
            async (call, token) =>
            {
                var started = await client.StartRefreshAsync(call, collection, Source, specification, token).ConfigureAwait(false);
                return Wait ? await client.WaitForRefreshAsync(call, started, display, token).ConfigureAwait(false) : started;
            },
            context,
            display);
        Write(job, item);
    }
}
