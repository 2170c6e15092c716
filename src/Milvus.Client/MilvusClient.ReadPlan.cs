using System.Globalization;
using System.Runtime.CompilerServices;
using Milvus.Client.Calls;
using Milvus.Client.Filters;
using Milvus.Client.Reads;
using Milvus.Client.Schemas;
using Milvus.Client.Values;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>One read of many pages.</summary>
    private sealed class ReadPlan(MilvusClient client, CallContext call, string collection, QueryRequest request, Collection schema)
    {
        private readonly Field _key = schema.PrimaryKey ?? throw Broken(nameof(Rpcs.DescribeCollection), "no primary key");
        private readonly BoundFilter _filter = BoundFilter.Bind(request.Filter, request.FilterParameters, client.ServerKnowsTemplates);
        // A filter on the elements of a struct array meets a row once for each element.
        private readonly bool _byElement = request.Filter?.Contains("element_filter", StringComparison.OrdinalIgnoreCase) ?? false;
        private int _pageSize = Math.Clamp(request.PageSize, 1, Window);
        private ReadConsistency _consistency = request.From is { Session: > 0 } from
            ? ReadConsistency.At(from.Session)
            : ReadConsistency.For(request, schema.ConsistencyLevel, client.LastWrite(call, collection));

        private ulong _session = request.From?.Session ?? 0;
        private long? _lastElement;

        /// <summary>Whether the rows have no key to go on from: they are ordered, grouped, or computed.</summary>
        internal static bool IsAtOnce(QueryRequest request) =>
            request.OrderBy is not null || request.GroupBy is not null || (request.OutputFields?.Any(IsAggregate) ?? false);

        internal async IAsyncEnumerable<RowPage> ByIdsAsync([EnumeratorCancellation] CancellationToken token)
        {
            foreach (var expression in KeyFilter.In(_key, request.Ids!, IdsPerCall))
            {
                var answer = await AskAsync(Request(expression, request.OutputFields), token).ConfigureAwait(false);
                yield return Page(answer, out _);
            }
        }

        internal async IAsyncEnumerable<RowPage> AtOnceAsync([EnumeratorCancellation] CancellationToken token)
        {
            var single = request.OrderBy is null && request.GroupBy is null;
            if (request.Skip + (request.First ?? 0) > Window)
            {
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    string.Create(CultureInfo.InvariantCulture, $"Ordered and grouped rows come in one answer, and it has at most {Window} rows, with those passed over."));
            }

            var asked = Request(_filter.Expression, request.OutputFields, withKey: request.GroupBy is null && !single);
            if (!single)
            {
                asked.QueryParams.Add(ParameterText.Pair("limit", request.First ?? (Window - request.Skip)));
            }

            if (request.Skip > 0)
            {
                asked.QueryParams.Add(ParameterText.Pair("offset", request.Skip));
            }

            if (request.GroupBy is not null)
            {
                asked.QueryParams.Add(ParameterText.Pair("group_by_fields", string.Join(',', request.GroupBy)));
            }

            var answer = await AskAsync(asked, token).ConfigureAwait(false);
            var rows = answer.FieldsData.Count == 0 ? 0 : FieldDataReader.Count(answer.FieldsData[0], nameof(Rpcs.Query));
            if (request.First is null && rows > 0 && rows >= Window - request.Skip)
            {
                call.Warnings.Enqueue($"The server gives at most {Window} ordered or grouped rows; there may be more.");
            }

            yield return PageReader.Read(answer.FieldsData, rows, schema, request.OutputFields, nameof(Rpcs.Query));
        }

        internal async IAsyncEnumerable<RowPage> ByKeyAsync([EnumeratorCancellation] CancellationToken token)
        {
            var last = request.From?.After;
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
                var asked = Request(KeyFilter.After(_key, last, _filter.Expression, inclusive: _lastElement is not null), fields);
                asked.QueryParams.Add(ParameterText.Pair("limit", wanted));
                asked.QueryParams.Add(ParameterText.Pair("reduce_stop_for_best", "True"));

                // Milvus Lite gives rows in key order only when it reads this.
                asked.QueryParams.Add(ParameterText.Pair("iterator", "True"));
                if (last is not null)
                {
                    // A server then refuses to go on in a collection that was made anew meanwhile.
                    asked.QueryParams.Add(ParameterText.Pair("collection_id", schema.Id));
                }

                if (_lastElement is { } element)
                {
                    asked.QueryParams.Add(ParameterText.Pair("query_iter_last_pk", last));
                    asked.QueryParams.Add(ParameterText.Pair("query_iter_last_element_offset", element));
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

                if (_session == 0 && answer.SessionTs > 0)
                {
                    _consistency = ReadConsistency.At(answer.SessionTs);
                    _session = answer.SessionTs;
                }

                var page = Page(answer, out var keys);
                CheckOrder(keys, last);
                if (_byElement && answer.ElementIndices.LastOrDefault()?.Indices?.Data is { Count: > 0 } elements)
                {
                    _lastElement = elements[^1];
                }

                return (page, keys.Length > 0 ? keys[^1] : last);
            }
        }

        private static bool IsAggregate(string field) => field.EndsWith(')') && field.Contains('(', StringComparison.Ordinal);

        // A page out of order would lose rows without a word.
        private void CheckOrder(object[] keys, object? last)
        {
            foreach (var key in keys)
            {
                var wrong = key is long number && last is long before ? (_byElement ? number < before : number <= before) : Equals(key, last) && !_byElement;
                if (wrong)
                {
                    throw Broken(nameof(Rpcs.Query), "rows out of key order");
                }

                last = key;
            }
        }

        private Task<Protocol.QueryResults> AskAsync(Protocol.QueryRequest asked, CancellationToken token) =>
            client.CallAsync(call, Rpcs.Query, asked, token);

        private Protocol.QueryRequest Request(string expression, IReadOnlyList<string>? fields, bool withKey = true)
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
            if (withKey && fields is not null && !fields.Contains("*") && !fields.Contains(_key.Name))
            {
                asked.OutputFields.Add(_key.Name);
            }

            asked.QueryParams.Add(request);
            if (request.Namespace is not null)
            {
                asked.Namespace = request.Namespace;
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
            return PageReader.Read(answer.FieldsData, keys.Length, schema, request.OutputFields, method, keys, _session);
        }
    }
}
