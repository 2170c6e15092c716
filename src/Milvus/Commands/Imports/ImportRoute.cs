using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus.Commands.Imports;

/// <summary>The route to an import job: RPC, or the REST interface of an address.</summary>
/// <param name="Rest">Whether the route is REST.</param>
/// <param name="Uri">The address; null for that of the connection.</param>
internal readonly record struct ImportRoute(bool Rest, Uri? Uri)
{
    /// <summary>The requested route, or that of the piped job.</summary>
    internal static ImportRoute Choose(ImportJob? item, bool rest, Uri? uri)
    {
        if (uri is not null || rest)
        {
            return new(true, uri);
        }

        return item is { RestUri.Length: > 0 } ? new(true, new Uri(item.RestUri)) : default;
    }

    internal Task<ImportJob> AskAsync(MilvusClient client, string id, CallContext call, CancellationToken token) =>
        Rest ? client.GetRestImportAsync(call, Uri, id, token) : client.GetImportAsync(call, JobIds.Parse(id), token);

    /// <summary>Waits for an import; the result has what is known of the job besides what the server reports.</summary>
    internal async Task<ImportJob> WaitAsync(
        MilvusClient client,
        ImportJob job,
        CallContext call,
        TimeSpan? stallLimit,
        WaitDisplay display,
        CancellationToken token)
    {
        var route = this;
        var done = await client
            .WaitForImportAsync(call, job, (asked, stop) => route.AskAsync(client, job.JobId, asked, stop), stallLimit, display, token)
            .ConfigureAwait(false);
        done.RowsBefore = job.RowsBefore;
        done.Collection = done.Collection.Length > 0 ? done.Collection : job.Collection;
        return done;
    }

    internal static TimeSpan? GetStallLimit(double seconds) => seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
}
