using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Completion;

/// <summary>The dynamic keys of the first rows of a collection.</summary>
/// <param name="Rows">The number of rows that were read.</param>
/// <param name="Keys">The keys, each with the number of rows that have it.</param>
internal sealed record DynamicKeySample(int Rows, IReadOnlyDictionary<string, int> Keys)
{
    private const int MaxRows = 20;

    /// <summary>Reads the keys of a few rows, without waiting for writes of others.</summary>
    /// <param name="client">The client.</param>
    /// <param name="call">The database.</param>
    /// <param name="schema">The collection, which has dynamic keys.</param>
    /// <param name="token">Cancels the read.</param>
    internal static async Task<DynamicKeySample> ReadAsync(
        MilvusClient client, CallContext call, Collection schema, CancellationToken token)
    {
        var request = new QueryRequest { First = MaxRows, OutputFields = [RowBatch.DynamicField], ConsistencyLevel = "Eventually" };
        var fields = schema.Field.Select(field => field.Name).Append(RowBatch.DynamicField).ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = 0;
        await foreach (var page in client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
        {
            for (var row = 0; row < page.Count; row++, rows++)
            {
                foreach (var (name, _) in page.GetRow(row, storedOnly: true).Where(pair => !fields.Contains(pair.Key)))
                {
                    seen[name] = seen.GetValueOrDefault(name) + 1;
                }
            }
        }

        return new DynamicKeySample(rows, seen);
    }
}
