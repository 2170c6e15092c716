using System.Globalization;
using System.Runtime.CompilerServices;
using Milvus.Client.Calls;
using Milvus.Client.Reads;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private sealed partial class ReadPlan
    {
        // A filter on the elements of a struct array matches a row once for each element.
        private readonly bool _byElement = request.Filter?.Contains("element_filter", StringComparison.OrdinalIgnoreCase) ?? false;
        private int _pageSize = Math.Clamp(request.PageSize, 1, Window);
        private readonly NulKeys _nulKeys = new();
        private long? _lastElement;
        private bool _waited;

        /// <summary>Whether the server skips exactly the requested number of rows.</summary>
        private bool CanOffset => client.Has(ServerFeature.FullPages) && !_byElement;

        /// <summary>Pages in key order, each after the last key of the previous one, all from one snapshot.</summary>
        internal async IAsyncEnumerable<RowPage> ReadByKeyAsync([EnumeratorCancellation] CancellationToken token)
        {
            await BeginAsync(token).ConfigureAwait(false);
            var last = request.From?.After;
            var skip = request.Skip;
            var left = request.First ?? long.MaxValue;
            while (skip > 0 && !PassesInPage(skip, left))
            {
                // Of many skipped rows, only the keys are read.
                var (page, isLast) = await NextAsync(last, 0, (int)Math.Min(skip, Window), [_key.Name], token).ConfigureAwait(false);
                var passed = (int)Math.Min(skip, page.Count);
                if (passed == 0 || (isLast && passed == page.Count))
                {
                    yield break;
                }

                skip -= passed;
                last = page.Keys![passed - 1];
                _lastElement = passed < page.Count ? null : _lastElement;
            }

            while (left > 0)
            {
                var offset = CanOffset ? (int)skip : 0;
                var wanted = (int)Math.Min(left, _pageSize);
                wanted = offset > 0 ? wanted : (int)Math.Min(wanted + skip, _pageSize);
                var (page, isLast) = await NextAsync(last, offset, wanted, request.OutputFields, token).ConfigureAwait(false);
                if (page.Count == 0)
                {
                    await CheckLargestAsync(last, token).ConfigureAwait(false);
                    yield break;
                }

                var passed = offset > 0 ? 0 : (int)Math.Min(skip, page.Count);
                skip -= offset + passed;
                last = page.Keys![^1];
                if (passed < page.Count)
                {
                    yield return page.Slice(passed, page.Count - passed);
                    left -= page.Count - passed;
                }

                if (isLast)
                {
                    yield break;
                }
            }
        }

        /// <summary>
        /// Checks, after an empty page, that the row with the largest key was not left out. Servers that end a read with a page that is not
        /// full return this row.
        /// </summary>
        /// <exception cref="MilvusException">The server counts this row, and does not return it.</exception>
        private async Task CheckLargestAsync(object? last, CancellationToken token)
        {
            if (!request.ProvesEnd || _key.Type != DataType.Int64 || _key.AutoId || _byElement || last is long.MaxValue
                || client.Has(ServerFeature.LargestKey))
            {
                return;
            }

            var answer = await AskAsync(
                CreateRequest(KeyFilter.WriteLargest(_key, _filter.Expression), ["count(*)"], withKey: false), token).ConfigureAwait(false);
            if (answer.FieldsData.FirstOrDefault(field => field.FieldName == "count(*)")?.Scalars?.LongData?.Data is [> 0])
            {
                throw new MilvusException(
                    MilvusErrorId.ServerError,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{collection} has a row with the key {long.MaxValue}. This server counts it, and does not return it."))
                {
                    Method = nameof(Rpcs.Query),
                    RecommendedAction = string.Create(
                        CultureInfo.InvariantCulture,
                        $"Insert this row with another key, and remove it, or leave it out with -Filter '{_key.Name} < {long.MaxValue}'."),
                };
            }
        }

        /// <summary>
        /// Determines what the first page must include. A server without snapshots waits for each page of a Strong read. With a timestamp
        /// of its clock, it waits only once.
        /// </summary>
        private async Task BeginAsync(CancellationToken token)
        {
            if (_session > 0)
            {
                return;
            }

            if (client.Has(ServerFeature.ReadsAtMoments))
            {
                _consistency = _consistency.ForFirstPage();
            }
            else if (_consistency == ReadConsistency.Strong
                || (_consistency.UseDefault && schema.ConsistencyLevel == nameof(Protocol.ConsistencyLevel.Strong)))
            {
                _consistency = await NowAsync(token).ConfigureAwait(false) is > 0 and var now
                    ? ReadConsistency.ForTimestamp(now)
                    : ReadConsistency.Strong;
            }
        }

        /// <summary>The time of the server's clock; 0 if it does not report it.</summary>
        private async Task<ulong> NowAsync(CancellationToken token)
        {
            try
            {
                var answer = await client
                    .CallAsync(call, Rpcs.AllocTimestamp, new Protocol.AllocTimestampRequest(), token)
                    .ConfigureAwait(false);
                return answer.Timestamp;
            }
            catch (MilvusException e) when (e.ErrorId is MilvusErrorId.NotSupportedByServerVersion or MilvusErrorId.PermissionDenied)
            {
                return 0;
            }
        }

        /// <summary>Whether the skipped rows are part of the first page: as its offset, or as a small number of additional rows.</summary>
        private bool PassesInPage(long skip, long left) => CanOffset
            ? skip + Math.Min(left, _pageSize) <= Window
            : skip + Math.Min(left, _pageSize / 2) <= _pageSize;

        private async Task<(RowPage Page, bool IsLast)> NextAsync(
            object? last,
            int offset,
            int wanted,
            IReadOnlyList<string>? fields,
            CancellationToken token)
        {
            while (true)
            {
                Protocol.QueryResults answer;
                var repeated = _nulKeys.CountRepeated(last, Window - wanted);
                try
                {
                    var after = NulKeys.ToFilterable(last);
                    answer = await AskAsync(CreatePageRequest(after, offset, wanted + repeated, fields), token).ConfigureAwait(false);
                }
                catch (MilvusException e) when (e.ErrorId == MilvusErrorId.MessageTooLarge && wanted > 1)
                {
                    _pageSize = wanted /= 2;
                    continue;
                }

                if (_session == 0 && answer.SessionTs > 0)
                {
                    if (!_waited && client.IsBehind(request, answer.SessionTs))
                    {
                        _waited = true;
                        await client.WaitForAsync(call, collection, _key.Name, request, token).ConfigureAwait(false);
                        continue;
                    }

                    _consistency = ReadConsistency.ForTimestamp(answer.SessionTs);
                    _session = answer.SessionTs;
                }

                var page = ToPage(answer, out var keys);
                CheckOrder(keys, NulKeys.ToFilterable(last));
                var given = _byElement ? answer.ElementIndices.Sum(row => row.Indices?.Data.Count ?? 0) : keys.Length;
                var isFull = given >= wanted + repeated;
                var old = NulKeys.CountUntil(last, keys);
                if (old > 0 && old == keys.Length && isFull)
                {
                    _nulKeys.RepeatMore(last, Window);
                    continue;
                }

                page = old > 0 ? page.Slice(old, Math.Min(wanted, page.Count - old)) : page;
                _nulKeys.Observe(keys);
                if (_byElement && answer.ElementIndices.LastOrDefault()?.Indices?.Data is { Count: > 0 } elements)
                {
                    _lastElement = elements[^1];
                }

                return (page, client.Has(ServerFeature.FullPages) && !isFull);
            }
        }

        private Protocol.QueryRequest CreatePageRequest(object? last, int offset, int wanted, IReadOnlyList<string>? fields)
        {
            var asked = CreateRequest(KeyFilter.WriteAfter(_key, last, _filter.Expression, inclusive: _lastElement is not null), fields);
            asked.QueryParams.Add(ParameterText.ToPair("limit", wanted));
            if (offset > 0)
            {
                asked.QueryParams.Add(ParameterText.ToPair("offset", offset));
            }

            asked.QueryParams.Add(ParameterText.ToPair("reduce_stop_for_best", "True"));

            // Milvus Lite returns rows in key order only with this parameter.
            asked.QueryParams.Add(ParameterText.ToPair("iterator", "True"));
            if (last is not null)
            {
                // The server then refuses to continue in a collection that was recreated meanwhile.
                asked.QueryParams.Add(ParameterText.ToPair("collection_id", schema.Id));
            }

            if (_lastElement is { } element)
            {
                asked.QueryParams.Add(ParameterText.ToPair("query_iter_last_pk", last));
                asked.QueryParams.Add(ParameterText.ToPair("query_iter_last_element_offset", element));
            }

            return asked;
        }

        // A page out of order would silently lose rows.
        private void CheckOrder(object[] keys, object? last)
        {
            foreach (var key in keys)
            {
                var wrong = key is long number && last is long before
                    ? (_byElement ? number < before : number <= before)
                    : Equals(key, last) && !_byElement;
                if (wrong)
                {
                    throw CreateProtocolError(nameof(Rpcs.Query), "rows out of key order");
                }

                last = key;
            }
        }
    }

    /// <summary>
    /// Whether the snapshot of a first page is older than the time that it must include. That happens only if this time is in the
    /// server's future.
    /// </summary>
    private bool IsBehind(ReadRequest asked, ulong moment) => asked.GuaranteeTimestamp > moment && !Has(ServerFeature.CurrentReads);

    /// <summary>Makes the server wait for the time that must be included, with a read outside of an iterator.</summary>
    private Task<Protocol.QueryResults> WaitForAsync(
        CallContext call,
        string collection,
        string key,
        ReadRequest asked,
        CancellationToken token)
    {
        var wait = ReadConsistency.ForTimestamp(asked.GuaranteeTimestamp!.Value);
        return CallAsync(
            call,
            Rpcs.Query,
            new Protocol.QueryRequest
            {
                CollectionName = collection,
                OutputFields = { key },
                GuaranteeTimestamp = wait.Timestamp,
                ConsistencyLevel = wait.Level,
                QueryParams = { ParameterText.ToPair("limit", 1) },
            },
            token);
    }
}
