using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Filter;
using FieldType = Milvus.Protocol.DataType;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

namespace Milvus.Tests.Differential;

/// <summary>A test table as a collection of a server, dropped at the end.</summary>
internal sealed class TableOnBackend : IDisposable
{
    private readonly ServiceBackend _backend;
    private readonly string _name = $"df_{Guid.NewGuid():N}"[..24];

    public TableOnBackend(ServiceBackend backend, TestTable table)
    {
        _backend = backend;
        var schema = table.Schema.Clone();
        schema.Name = _name;
        foreach (var field in schema.Fields)
        {
            field.TypeParams.Add(TypeParameters(field));
        }

        Verdicts.Require(backend.Stub.CreateCollection(
            new CreateCollectionRequest
            {
                CollectionName = _name,
                Schema = schema.ToByteString(),
                ShardsNum = 1,
                ConsistencyLevel = ConsistencyLevel.Strong,
            },
            backend.Options));
        var index = new CreateIndexRequest { CollectionName = _name, FieldName = "v", IndexName = "v" };
        index.ExtraParams.Add(new KeyValuePair { Key = "index_type", Value = "FLAT" });
        index.ExtraParams.Add(new KeyValuePair { Key = "metric_type", Value = "L2" });
        Verdicts.Require(backend.Stub.CreateIndex(index, backend.Options));
        Verdicts.Require(backend.Stub.Insert(TableRows.Insert(_name, table), backend.Options).Status);
        Verdicts.Require(backend.Stub.LoadCollection(
            new LoadCollectionRequest { CollectionName = _name, ReplicaNumber = 1 }, backend.Options));
        WaitUntilLoaded();
        Judge("id >= 0", ConsistencyLevel.Strong);
    }

    /// <summary>The rows that an expression selects, or the error's text.</summary>
    public string Judge(string expression) => Judge(expression, ConsistencyLevel.Eventually);

    /// <summary>One Strong query ensures that all rows are visible. Later ones need not wait for the clock of the server.</summary>
    private string Judge(string expression, ConsistencyLevel consistency)
    {
        var request = new Protocol.QueryRequest
        {
            CollectionName = _name,
            Expr = expression,
            ConsistencyLevel = consistency,
        };
        request.OutputFields.Add("id");
        request.QueryParams.Add(new KeyValuePair { Key = "limit", Value = "1000" });
        var results = _backend.Stub.Query(request, _backend.Options);
        if (Verdicts.Failed(results.Status))
        {
            return $"code {results.Status.Code}: {results.Status.Reason}";
        }

        var ids = results.FieldsData.FirstOrDefault(field => field.FieldName == "id");
        return FilterCorpus.Show(ids?.Scalars?.LongData?.Data ?? []);
    }

    public void Dispose() =>
        Verdicts.Require(_backend.Stub.DropCollection(
            new DropCollectionRequest { CollectionName = _name }, _backend.Options));

    private void WaitUntilLoaded()
    {
        var limit = DateTime.UtcNow.AddSeconds(60);
        while (DateTime.UtcNow < limit)
        {
            var answer = _backend.Stub.GetLoadState(
                new GetLoadStateRequest { CollectionName = _name }, _backend.Options);
            Verdicts.Require(answer.Status);
            if (answer.State == Protocol.LoadState.Loaded)
            {
                return;
            }

            Thread.Sleep(100);
        }

        throw new TimeoutException($"{_backend.Name} did not load {_name}");
    }

    private static IEnumerable<KeyValuePair> TypeParameters(FieldSchema field)
    {
        if (field.DataType == FieldType.VarChar || field.ElementType == FieldType.VarChar)
        {
            yield return new KeyValuePair { Key = "max_length", Value = "200" };
        }

        if (field.DataType == FieldType.Array)
        {
            yield return new KeyValuePair { Key = "max_capacity", Value = "10" };
        }

        if (field.DataType == FieldType.FloatVector)
        {
            yield return new KeyValuePair { Key = "dim", Value = "2" };
        }
    }
}
