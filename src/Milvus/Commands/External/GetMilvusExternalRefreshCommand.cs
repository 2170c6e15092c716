using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Shows how far the refresh of an external collection has come, or lists the refreshes.</summary>
/// <example><code>Get-MilvusExternalRefresh</code>Lists the refreshes of the database.</example>
/// <example>
/// <code>Update-MilvusExternalCollection lake | Get-MilvusExternalRefresh</code>
/// Starts a refresh and shows how far it is.
/// </example>
/// <example>
/// <code>Get-MilvusExternalRefresh -Collection lake | Format-List</code>
/// The refreshes of one collection with all that is known.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusExternalRefresh", DefaultParameterSetName = Listed)]
[OutputType(typeof(ExternalRefresh))]
public sealed class GetMilvusExternalRefreshCommand : JobCommand<ExternalRefresh>
{
    private const string Listed = "Listed";

    /// <summary>Lists the refreshes of this collection; those of the whole database when left out.</summary>
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

        foreach (var job in Await((call, token) => Client.ListRefreshesAsync(call, Collection ?? string.Empty, token)))
        {
            WriteObject(Mark(job));
        }
    }

    private protected override void Act(string id, ExternalRefresh? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var job = Await((call, token) => client.GetRefreshAsync(call, JobIds.Parse(id), token), context);
        WriteObject(Mark(job, ConnectionOf(item), context.Database));
    }
}
