using System.Runtime.CompilerServices;
using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Transfers;

/// <summary>Reads the rows of a range as they are now. <see cref="TransferSide"/> reads them from one snapshot.</summary>
internal static class CurrentRows
{
    private const int PageRows = 2000;

    extension(TransferRange range)
    {
        /// <summary>The rows in key order.</summary>
        internal async IAsyncEnumerable<RowPage> ReadAsync(
            MilvusClient client,
            CallContext call,
            Collection schema,
            bool keysOnly,
            [EnumeratorCancellation] CancellationToken token)
        {
            var key = schema.PrimaryKey!;
            var request = new QueryRequest
            {
                ProvesEnd = true,
                Filter = range.FilterThrough(key, null),
                Partitions = range.Partition is null ? null : [range.Partition],
                OutputFields = keysOnly ? [key.Name] : null,
                PageSize = PageRows,
                From = range.After is null ? null : new ReadPosition(range.After, 0),
                ConsistencyLevel = "Strong",
            };
            await foreach (var page in client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
            {
                yield return page;
            }
        }

        /// <summary>The digest of the rows.</summary>
        internal async Task<RowDigest> DigestAsync(
            MilvusClient client,
            CallContext call,
            Collection schema,
            RowDigester digester,
            bool keysOnly,
            CancellationToken token)
        {
            var digest = RowDigest.Empty;
            await foreach (var page in range.ReadAsync(client, call, schema, keysOnly, token).ConfigureAwait(false))
            {
                digest += digester.Digest(page);
            }

            return digest;
        }
    }
}
