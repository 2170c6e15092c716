using System.Runtime.CompilerServices;
using Milvus.Client.Calls;
using Milvus.Client.Filters;
using Milvus.Client.Reads;
using Milvus.Client.Schemas;
using Milvus.Client.Values;
using Milvus.Columns;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const int IdsPerCall = 1000;

    /// <summary>
    /// Rows in pages, any number of them. Milvus returns them in key order and each page begins after the last key of the one before,
    /// all at the moment of the first where the server can; Milvus Lite returns them as they were inserted. The key is always among
    /// the fields. The server is asked for a page when it is wanted, and no more once the enumerator is disposed.
    /// </summary>
    internal async IAsyncEnumerable<RowPage> QueryAsync(
        CallContext call,
        string collection,
        QueryRequest request,
        [EnumeratorCancellation] CancellationToken token)
    {
        if (request.Ids is not null && request.Filter is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "Rows are read by their ids or by a filter, not by both.");
        }

        var schema = await GetSchemaAsync(call, collection, token).ConfigureAwait(false);
        var read = new ReadPlan(this, call, collection, request, schema);
        var pages = request.Ids is not null ? read.ByIdsAsync(token)
            : Server.Type == "lite" ? read.ByOffsetAsync(token)
            : read.ByKeyAsync(token);
        var skip = request.Ids is not null ? request.Skip : 0;
        var left = request.First ?? long.MaxValue;
        await foreach (var page in pages.ConfigureAwait(false))
        {
            var passed = (int)Math.Min(skip, page.Count);
            skip -= passed;
            var shown = page.Slice(passed, (int)Math.Min(left, page.Count - passed));
            left -= shown.Count;
            if (shown.Count > 0)
            {
                yield return shown;
            }

            if (left <= 0)
            {
                yield break;
            }
        }
    }

    /// <summary>The rows of a collection, or of some of its partitions, counted with count(*).</summary>
    internal async Task<long> CountAsync(CallContext call, string name, IReadOnlyList<string> partitions, CancellationToken token)
    {
        var request = new Protocol.QueryRequest
        {
            CollectionName = name,
            OutputFields = { "count(*)" },
            ConsistencyLevel = Protocol.ConsistencyLevel.Strong,
            PartitionNames = { partitions },
        };
        var answer = await CallAsync(call, Rpcs.Query, request, token).ConfigureAwait(false);
        return answer.FieldsData.FirstOrDefault()?.Scalars?.LongData?.Data is { Count: 1 } counts
            ? counts[0]
            : throw Broken(nameof(Rpcs.Query), "no count");
    }

    /// <summary>One read of many pages.</summary>
    private sealed class ReadPlan(MilvusClient client, CallContext call, string collection, QueryRequest request, Collection schema)
    {
        private readonly Field _key = schema.PrimaryKey ?? throw Broken(nameof(Rpcs.DescribeCollection), "no primary key");
        private readonly BoundFilter _filter = BoundFilter.Bind(request.Filter, request.FilterParameters, client.ServerKnowsTemplates);
        private int _pageSize = Math.Clamp(request.PageSize, 1, Window);
        private ReadConsistency _consistency =
            ReadConsistency.For(request.ConsistencyLevel, schema.ConsistencyLevel, client.LastWrite(call, collection));

        private bool _fixed;

        internal async IAsyncEnumerable<RowPage> ByIdsAsync([EnumeratorCancellation] CancellationToken token)
        {
            foreach (var expression in KeyFilter.In(_key, request.Ids!, IdsPerCall))
            {
                var answer = await AskAsync(Request(expression, request.OutputFields), token).ConfigureAwait(false);
                yield return Page(answer, out _);
            }
        }

        internal async IAsyncEnumerable<RowPage> ByOffsetAsync([EnumeratorCancellation] CancellationToken token)
        {
            var left = request.First ?? long.MaxValue;
            for (var offset = request.Skip; left > 0;)
            {
                var wanted = (int)Math.Min(_pageSize, left);
                var asked = Request(_filter.Expression, request.OutputFields);
                asked.QueryParams.Add(ParameterText.Pair("limit", wanted));
                asked.QueryParams.Add(ParameterText.Pair("offset", offset));
                var page = Page(await AskAsync(asked, token).ConfigureAwait(false), out _);
                yield return page;
                offset += page.Count;
                left -= page.Count;
                if (page.Count < wanted)
                {
                    yield break;
                }
            }
        }

        internal async IAsyncEnumerable<RowPage> ByKeyAsync([EnumeratorCancellation] CancellationToken token)
        {
            object? last = null;
            for (var skip = request.Skip; skip > 0;)
            {
                // To pass over rows only their keys are read.
                var (page, next) = await NextAsync(last, (int)Math.Min(skip, Window), [_key.Name], token).ConfigureAwait(false);
                if (page.Count == 0)
                {
                    yield break;
                }

                skip -= page.Count;
                last = next;
            }

            for (var left = request.First ?? long.MaxValue; left > 0;)
            {
                var (page, next) = await NextAsync(last, (int)Math.Min(_pageSize, left), request.OutputFields, token).ConfigureAwait(false);
                if (page.Count == 0)
                {
                    // A page may be short although more follows: only an empty one is the end.
                    yield break;
                }

                yield return page;
                left -= page.Count;
                last = next;
            }
        }

        private async Task<(RowPage Page, object? Last)> NextAsync(object? last, int wanted, IReadOnlyList<string>? fields, CancellationToken token)
        {
            while (true)
            {
                var asked = Request(KeyFilter.After(_key, last, _filter.Expression), fields);
                asked.QueryParams.Add(ParameterText.Pair("limit", wanted));
                asked.QueryParams.Add(ParameterText.Pair("reduce_stop_for_best", "True"));
                if (_fixed)
                {
                    asked.QueryParams.Add(ParameterText.Pair("iterator", "True"));
                    asked.QueryParams.Add(ParameterText.Pair("collection_id", schema.Id));
                }

                Protocol.QueryResults answer;
                try
                {
                    answer = await AskAsync(asked, token).ConfigureAwait(false);
                }
                catch (MilvusException e) when (e.ErrorId == MilvusErrorId.MessageTooLarge && wanted > 1)
                {
                    _pageSize = wanted /= 2;
                    continue;
                }

                var page = Page(answer, out var keys);
                CheckOrder(keys, last);
                if (!_fixed && answer.SessionTs > 0)
                {
                    _consistency = ReadConsistency.At(answer.SessionTs);
                    _fixed = true;
                }

                return (page, keys.Length > 0 ? keys[^1] : last);
            }
        }

        // A page out of order would lose rows without a word.
        private static void CheckOrder(object[] keys, object? last)
        {
            foreach (var key in keys)
            {
                if (key is long number && last is long before ? number <= before : Equals(key, last))
                {
                    throw Broken(nameof(Rpcs.Query), "rows out of key order");
                }

                last = key;
            }
        }

        private Task<Protocol.QueryResults> AskAsync(Protocol.QueryRequest asked, CancellationToken token) =>
            client.CallAsync(call, Rpcs.Query, asked, token);

        private Protocol.QueryRequest Request(string expression, IReadOnlyList<string>? fields)
        {
            var asked = new Protocol.QueryRequest
            {
                CollectionName = collection,
                Expr = expression,
                GuaranteeTimestamp = _consistency.Timestamp,
                ConsistencyLevel = _consistency.Level,
                UseDefaultConsistency = _consistency.UseDefault,
            };
            asked.ExprTemplateValues.Add(_filter.Values.ToDictionary());
            asked.PartitionNames.AddRange(request.Partitions ?? []);
            asked.OutputFields.AddRange(fields ?? ["*"]);
            if (fields is not null && !fields.Contains("*") && !fields.Contains(_key.Name))
            {
                asked.OutputFields.Add(_key.Name);
            }

            return asked;
        }

        private RowPage Page(Protocol.QueryResults answer, out object[] keys)
        {
            const string method = nameof(Rpcs.Query);
            if (answer.FieldsData.Count == 0)
            {
                keys = [];
                return new RowPage(0, [], null);
            }

            var column = answer.FieldsData.FirstOrDefault(field => field.FieldName == _key.Name)?.Scalars
                ?? throw Broken(method, $"no column of the key '{_key.Name}'");
            keys = column.DataCase switch
            {
                Protocol.ScalarField.DataOneofCase.LongData => column.LongData.Data.Select(key => (object)key).ToArray(),
                Protocol.ScalarField.DataOneofCase.StringData => column.StringData.Data.Select(key => (object)key).ToArray(),
                Protocol.ScalarField.DataOneofCase.None => [],
                _ => throw Broken(method, $"keys of the kind {column.DataCase}"),
            };
            return PageReader.Read(answer.FieldsData, keys.Length, schema, request.OutputFields, method);
        }
    }
}
