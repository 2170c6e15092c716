using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Milvus.Protocol;
using FieldType = Milvus.Protocol.DataType;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

namespace Milvus.Tests.Differential;

/// <summary>The calls of a scenario on one server. Each named step records its outcome in the transcript.</summary>
internal sealed partial class ServiceScript(ServiceBackend backend, string? name = null)
{
    private readonly string _collection = name ?? $"ds_{Guid.NewGuid():N}"[..24];

    /// <summary>The steps and their outcomes, in order.</summary>
    public Dictionary<string, string> Transcript { get; } = new(StringComparer.Ordinal);

    public void Create(string step, params FieldSchema[] fields) => Create(step, dynamic: false, fields);

    public void Create(string step, bool dynamic, params FieldSchema[] fields)
    {
        var schema = new CollectionSchema { Name = _collection, EnableDynamicField = dynamic };
        schema.Fields.Add(fields);
        Record(step, backend.Stub.CreateCollection(
            new CreateCollectionRequest
            {
                CollectionName = _collection,
                Schema = schema.ToByteString(),
                ShardsNum = 1,
                ConsistencyLevel = ConsistencyLevel.Strong,
            },
            backend.Options));
    }

    public static FieldSchema Field(string name, FieldType type, params (string Key, string Value)[] parameters)
    {
        var field = new FieldSchema { Name = name, DataType = type, IsPrimaryKey = name is "id" or "my_id" };
        field.TypeParams.Add(parameters.Select(pair => new KeyValuePair { Key = pair.Key, Value = pair.Value }));
        return field;
    }

    public void Index(string step, string field, string type, string? metric = null, string? name = null)
    {
        var request = new CreateIndexRequest { CollectionName = _collection, FieldName = field, IndexName = name ?? field };
        request.ExtraParams.Add(new KeyValuePair { Key = "index_type", Value = type });
        if (metric is not null)
        {
            request.ExtraParams.Add(new KeyValuePair { Key = "metric_type", Value = metric });
        }

        Record(step, backend.Stub.CreateIndex(request, backend.Options));
    }

    public void Indexes(string step)
    {
        var answer = backend.Stub.DescribeIndex(
            new DescribeIndexRequest { CollectionName = _collection }, backend.Options);
        Record(step, answer.Status, string.Join(' ', answer.IndexDescriptions
            .Select(index => $"{index.FieldName}/{index.IndexName}:{Parameter(index, "index_type")}").Order(StringComparer.Ordinal)));
    }

    public void DropIndex(string step, string name, string? collection = null) => Record(step, backend.Stub.DropIndex(
        new DropIndexRequest { CollectionName = collection ?? _collection, IndexName = name, FieldName = name }, backend.Options));

    public void Load(string step)
    {
        var status = backend.Stub.LoadCollection(
            new LoadCollectionRequest { CollectionName = _collection, ReplicaNumber = 1 }, backend.Options);
        Record(step, status);
        for (var i = 0; i < 300 && !Verdicts.Failed(status); i++)
        {
            var state = backend.Stub.GetLoadState(
                new GetLoadStateRequest { CollectionName = _collection }, backend.Options);
            if (state.State == Protocol.LoadState.Loaded)
            {
                return;
            }

            Thread.Sleep(100);
        }
    }

    public void Release(string step) => Record(step, backend.Stub.ReleaseCollection(
        new ReleaseCollectionRequest { CollectionName = _collection }, backend.Options));

    public void Insert(string step, params FieldData[] columns)
    {
        var request = new InsertRequest { CollectionName = _collection, NumRows = (uint)Rows(columns) };
        request.FieldsData.Add(columns);
        Record(step, backend.Stub.Insert(request, backend.Options));
    }

    public void Upsert(string step, params FieldData[] columns)
    {
        var request = new UpsertRequest { CollectionName = _collection, NumRows = (uint)Rows(columns) };
        request.FieldsData.Add(columns);
        Record(step, backend.Stub.Upsert(request, backend.Options));
    }

    public void Delete(string step, string expression) => Record(step, backend.Stub.Delete(
        new DeleteRequest { CollectionName = _collection, Expr = expression }, backend.Options));

    public void Query(string step, string expression, string[] output, params (string Key, string Value)[] parameters)
    {
        var request = new Protocol.QueryRequest
        {
            CollectionName = _collection,
            Expr = expression,
            ConsistencyLevel = ConsistencyLevel.Strong,
        };
        request.OutputFields.Add(output);
        request.QueryParams.Add(parameters.Select(pair => new KeyValuePair { Key = pair.Key, Value = pair.Value }));
        var results = backend.Stub.Query(request, backend.Options);
        Record(step, results.Status, string.Join(' ', results.FieldsData
            .Where(field => output.Contains(field.FieldName)).Select(Show).Order(StringComparer.Ordinal)));
    }

    public void Search(string step, float[] vector, string filter, string parameters, params (string Key, string Value)[] more)
    {
        var placeholder = new PlaceholderValue { Tag = "$0", Type = PlaceholderType.FloatVector };
        placeholder.Values.Add(ByteString.CopyFrom([.. vector.SelectMany(BitConverter.GetBytes)]));
        var request = new Protocol.SearchRequest
        {
            CollectionName = _collection,
            Dsl = filter,
            DslType = DslType.BoolExprV1,
            Nq = 1,
            PlaceholderGroup = new PlaceholderGroup { Placeholders = { placeholder } }.ToByteString(),
            ConsistencyLevel = ConsistencyLevel.Strong,
        };
        (string Key, string Value)[] all =
            [("anns_field", "v"), ("metric_type", "L2"), ("round_decimal", "-1"), ("params", parameters), .. more];
        request.SearchParams.Add(all.Select(pair => new KeyValuePair { Key = pair.Key, Value = pair.Value }));
        var results = backend.Stub.Search(request, backend.Options);
        var hits = (results.Results?.Ids?.IntId?.Data ?? []).Zip(
            results.Results?.Scores ?? [],
            (id, score) => $"{id}:{score.ToString("F3", CultureInfo.InvariantCulture)}");
        Record(step, results.Status, string.Join(' ', hits));
    }

    public void Drop(string step) => Record(step, backend.Stub.DropCollection(
        new DropCollectionRequest { CollectionName = _collection }, backend.Options));

    public static FieldData Longs(string name, params long[] values) => new()
    {
        FieldName = name,
        Type = FieldType.Int64,
        Scalars = new ScalarField { LongData = new LongArray { Data = { values } } },
    };

    public static FieldData Texts(string name, params string[] values) => new()
    {
        FieldName = name,
        Type = FieldType.VarChar,
        Scalars = new ScalarField { StringData = new StringArray { Data = { values } } },
    };

    public static FieldData Vectors(string name, int dimension, params float[] values) => new()
    {
        FieldName = name,
        Type = FieldType.FloatVector,
        Vectors = new VectorField { Dim = dimension, FloatVector = new FloatArray { Data = { values } } },
    };

    private static int Rows(FieldData[] columns) => columns
        .Max(column => Math.Max(column.Scalars?.LongData?.Data.Count ?? 0, column.Scalars?.StringData?.Data.Count ?? 0));

    private static string? Parameter(IndexDescription index, string key) =>
        index.Params.FirstOrDefault(pair => pair.Key == key)?.Value;

    private static string Show(FieldData field) =>
        field.Scalars?.DataCase switch
        {
            ScalarField.DataOneofCase.LongData => $"{field.FieldName}={string.Join(',', field.Scalars.LongData.Data.Order())}",
            ScalarField.DataOneofCase.StringData =>
                $"{field.FieldName}={string.Join(',', field.Scalars.StringData.Data.Order(StringComparer.Ordinal))}",
            _ => $"{field.FieldName}={string.Join(',', field.Vectors?.FloatVector?.Data ?? [])}",
        };

    private void Record(string step, Protocol.MutationResult result) => Record(
        step, result.Status, $"inserted {result.InsertCnt} deleted {result.DeleteCnt} upserted {result.UpsertCnt}");

    private void Record(string step, Status status, string outcome = "done") => Transcript.Add(
        step,
        Verdicts.Failed(status)
            ? $"error {status.Code}: {Anonymous(status.Reason)}"
            : outcome);

    /// <summary>A text without the name of the collection, and without the id that Milvus sometimes writes instead.</summary>
    private string Anonymous(string reason) =>
        Number()
            .Replace(
                CollectionNumber()
                    .Replace(reason.Replace(_collection, "<collection>", StringComparison.Ordinal), "[collection=<collection>]"),
                "<number>");

    [GeneratedRegex(@"\[collection=\d+\]")]
    private static partial Regex CollectionNumber();

    [GeneratedRegex(@"\d{15,}")]
    private static partial Regex Number();
}
