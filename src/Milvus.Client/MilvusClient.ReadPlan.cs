using System.Globalization;
using System.Runtime.CompilerServices;
using Milvus.Client.Calls;
using Milvus.Client.Filters;
using Milvus.Client.Reads;
using Milvus.Client.Schemas;
using Milvus.Client.Values;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>One read of many pages.</summary>
    private sealed partial class ReadPlan(MilvusClient client, CallContext call, string collection, QueryRequest request, Collection schema)
    {
        private readonly Field _key = schema.PrimaryKey ?? throw CreateProtocolError(nameof(Rpcs.DescribeCollection), "no primary key");
        private readonly BoundFilter _filter = BoundFilter.Bind(
            request.Filter,
            request.FilterParameters,
            client.Has(ServerFeature.FilterTemplates),
            schema);
        private ReadConsistency _consistency = request.From is { Session: > 0 } from
            ? ReadConsistency.ForTimestamp(from.Session)
            : ReadConsistency.Choose(request, schema.ConsistencyLevel, client.LastWrite(call, collection));

        private ulong _session = request.From?.Session ?? 0;

        /// <summary>Whether the rows have no key to continue from: they are ordered, grouped, or computed.</summary>
        internal static bool IsAtOnce(QueryRequest request) =>
            request.OrderBy is not null || request.GroupBy is not null || (request.OutputFields?.Any(IsAggregate) ?? false);

        internal async IAsyncEnumerable<RowPage> ReadByIdsAsync([EnumeratorCancellation] CancellationToken token)
        {
            foreach (var expression in KeyFilter.WriteIn(_key, request.Ids!, IdsPerCall))
            {
                var asked = CreateRequest(expression, request.OutputFields);

                // Without a limit, Milvus 2.3 returns no more rows than the list has keys. It counts each of several rows with one key and
                // merges them afterwards, so rows with other keys would be missing.
                asked.QueryParams.Add(ParameterText.ToPair("limit", Window));
                var answer = await AskAsync(asked, token).ConfigureAwait(false);
                yield return ToPage(answer, out _);
            }
        }

        internal async IAsyncEnumerable<RowPage> ReadAtOnceAsync([EnumeratorCancellation] CancellationToken token)
        {
            var single = request.OrderBy is null && request.GroupBy is null;
            if (request.Skip + (request.First ?? 0) > Window)
            {
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Ordered and grouped rows come in one answer, which has at most {Window} rows, including skipped ones."));
            }

            var asked = CreateRequest(_filter.Expression, request.OutputFields, withKey: request.GroupBy is null && !single);
            if (!single)
            {
                asked.QueryParams.Add(ParameterText.ToPair("limit", request.First ?? (Window - request.Skip)));
            }

            if (request.Skip > 0)
            {
                asked.QueryParams.Add(ParameterText.ToPair("offset", request.Skip));
            }

            if (request.GroupBy is not null)
            {
                asked.QueryParams.Add(ParameterText.ToPair("group_by_fields", string.Join(',', request.GroupBy)));
            }

            var answer = await AskAsync(asked, token).ConfigureAwait(false);
            var rows = answer.FieldsData.Count == 0 ? 0 : FieldDataReader.Count(answer.FieldsData[0], nameof(Rpcs.Query));
            if (request.First is null && rows > 0 && rows >= Window - request.Skip)
            {
                call.Warnings.Enqueue($"The server returns at most {Window} ordered or grouped rows; there may be more.");
            }

            yield return RowPageReader.Read(answer.FieldsData, rows, schema, request.OutputFields, nameof(Rpcs.Query));
        }

        private static bool IsAggregate(string field) => field.EndsWith(')') && field.Contains('(', StringComparison.Ordinal);

        private Task<Protocol.QueryResults> AskAsync(Protocol.QueryRequest asked, CancellationToken token) =>
            client.CallAsync(call, Rpcs.Query, asked, token);

        private Protocol.QueryRequest CreateRequest(string expression, IReadOnlyList<string>? fields, bool withKey = true)
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

        private RowPage ToPage(Protocol.QueryResults answer, out object[] keys)
        {
            const string Method = nameof(Rpcs.Query);
            if (answer.FieldsData.Count == 0)
            {
                keys = [];
                return new RowPage(0, [], null, [], rest: false);
            }

            var column = answer.FieldsData.FirstOrDefault(field => field.FieldName == _key.Name)?.Scalars
                ?? throw CreateProtocolError(Method, $"no column of the key '{_key.Name}'");
            keys = column.DataCase switch
            {
                Protocol.ScalarField.DataOneofCase.LongData => column.LongData.Data.Select(key => (object)key).ToArray(),
                Protocol.ScalarField.DataOneofCase.StringData => column.StringData.Data.Select(key => (object)key).ToArray(),
                Protocol.ScalarField.DataOneofCase.None => [],
                _ => throw CreateProtocolError(Method, $"keys of the kind {column.DataCase}"),
            };
            return RowPageReader.Read(answer.FieldsData, keys.Length, schema, request.OutputFields, Method, keys, _session);
        }
    }
}
