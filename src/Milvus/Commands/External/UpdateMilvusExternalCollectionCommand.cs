using System.Management.Automation;

namespace Milvus;

/// <summary>Refreshes an external collection: starts a job of the server that reads its files anew.</summary>
/// <example><code>Update-MilvusExternalCollection lake -Wait</code>Reads the files where they were, and waits.</example>
/// <example>
/// <code>Update-MilvusExternalCollection lake -Source s3://bucket/new/ -Specification @{ format = 'parquet' }</code>
/// Starts reading other files.
/// </example>
/// <example>
/// <code>Get-MilvusCollection lake* | Update-MilvusExternalCollection | Get-MilvusExternalRefresh</code>
/// Starts several and shows how far they are.
/// </example>
/// <parameter name="InputObject">Collections as Get-MilvusCollection gives them; each is refreshed on the connection it came
/// from.</parameter>
[Cmdlet(VerbsData.Update, "MilvusExternalCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ExternalRefresh))]
public sealed class UpdateMilvusExternalCollectionCommand : InCollectionCommand<Collection>
{
    /// <summary>Where the files are, as the server reaches them; where they were when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    /// <summary>How they are read: a hashtable or JSON; as before when left out.</summary>
    [Parameter]
    public object? Specification { get; set; }

    /// <summary>Waits until they are read.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override void Act(string collection, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var specification = Json(nameof(Specification));
        if (!ShouldProcess(
                $"external {CollectionText(collection, item)} on {Place(item)}",
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
