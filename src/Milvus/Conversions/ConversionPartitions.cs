using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Conversions;

/// <summary>
/// The partitions of the two collections of a conversion. A read that names no partition leaves out those that are not loaded, and no
/// server says so. So each partition is read by its name, which is an error if it is not loaded. Those of a partition key are loaded
/// together, and cannot be named.
/// </summary>
internal sealed class ConversionPartitions(MilvusClient client, CallContext call, Collection source, Collection target, ConversionWait wait)
{
    private readonly bool _areNamed = !HasPartitionKey(source);
    private readonly bool _areKept = !HasPartitionKey(target);
    private HashSet<string>? _made;

    /// <summary>
    /// Lists the partitions of the old collection; null is all of a partition key. Other clients make and remove partitions meanwhile: the
    /// new collection gets the new ones, and the ranges of removed ones have no rows any more.
    /// </summary>
    internal IReadOnlyList<string?> Follow(IEnumerable<ConvertedRange> ranges)
    {
        if (!_areNamed)
        {
            return [null];
        }

        var found = wait.Run(token => client.ListPartitionsAsync(call, source.Name, token));
        foreach (var range in ranges)
        {
            range.IsRemoved = !found.Contains(range.Partition);
        }

        if (_areKept)
        {
            _made ??= [.. wait.Run(token => client.ListPartitionsAsync(call, target.Name, token))];
            foreach (var partition in found.Where(_made.Add))
            {
                wait.Run(token => MakeAsync(partition, token));
            }
        }

        return found;
    }

    /// <summary>The partition of the new collection for the rows of a range; null if the server chooses it.</summary>
    internal string? Find(ConvertedRange range) => _areKept ? range.Partition : null;

    private static bool HasPartitionKey(Collection collection) => collection.Field.Any(field => field.PartitionKey);

    private async Task<bool> MakeAsync(string partition, CancellationToken token)
    {
        await client.CreatePartitionAsync(call, target.Name, partition, token).ConfigureAwait(false);
        await client.LoadCollectionAsync(call, target.Name, new LoadOptions(), token).ConfigureAwait(false);
        await client.WaitForLoadAsync(call, target.Name, refresh: false, null, token).ConfigureAwait(false);
        return true;
    }
}
