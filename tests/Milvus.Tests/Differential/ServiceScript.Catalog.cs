using Grpc.Core;
using Milvus.Protocol;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

namespace Milvus.Tests.Differential;

/// <summary>Partitions, aliases, properties, names.</summary>
internal sealed partial class ServiceScript
{
    private string Alias => $"{_collection}_alias";

    public static FieldSchema PartitionKey(string name, Protocol.DataType type, params (string Key, string Value)[] parameters)
    {
        var field = Field(name, type, parameters);
        field.IsPartitionKey = true;
        return field;
    }

    public void CreatePartition(string step, string partition) => Record(step, backend.Stub.CreatePartition(
        new CreatePartitionRequest { CollectionName = _collection, PartitionName = partition }, backend.Options));

    public void DropPartition(string step, string partition) => Record(step, backend.Stub.DropPartition(
        new DropPartitionRequest { CollectionName = _collection, PartitionName = partition }, backend.Options));

    public void HasPartition(string step, string partition)
    {
        var answer = backend.Stub.HasPartition(
            new HasPartitionRequest { CollectionName = _collection, PartitionName = partition }, backend.Options);
        Record(step, answer.Status, answer.Value ? "yes" : "no");
    }

    public void Partitions(string step)
    {
        var answer = backend.Stub.ShowPartitions(
            new ShowPartitionsRequest { CollectionName = _collection },
            backend.Options);
        Record(step, answer.Status, string.Join(' ', answer.PartitionNames.Order(StringComparer.Ordinal)));
    }

    public void LoadPartition(string step, string partition)
    {
        try
        {
            Record(
                step,
                backend.Stub.LoadPartitions(
                    new LoadPartitionsRequest
                    {
                        CollectionName = _collection,
                        PartitionNames = { partition },
                        ReplicaNumber = 1,
                    },
                    backend.Options));
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented)
        {
            Transcript.Add(step, "error of the call: not implemented");
        }
    }

    public void ReleasePartition(string step, string partition)
    {
        try
        {
            Record(step, backend.Stub.ReleasePartitions(
                new ReleasePartitionsRequest { CollectionName = _collection, PartitionNames = { partition } }, backend.Options));
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented)
        {
            Transcript.Add(step, "error of the call: not implemented");
        }
    }

    public void InsertInto(string step, string partition, params FieldData[] columns)
    {
        var request = new InsertRequest { CollectionName = _collection, PartitionName = partition, NumRows = (uint)Rows(columns) };
        request.FieldsData.Add(columns);
        Record(step, backend.Stub.Insert(request, backend.Options));
    }

    public void DeleteFrom(string step, string partition, string expression) => Record(step, backend.Stub.Delete(
        new DeleteRequest { CollectionName = _collection, PartitionName = partition, Expr = expression }, backend.Options));

    public void QueryIn(string step, string partition, string expression)
    {
        var request = new Protocol.QueryRequest
        {
            CollectionName = _collection,
            Expr = expression,
            ConsistencyLevel = ConsistencyLevel.Strong,
            PartitionNames = { partition },
        };
        request.OutputFields.Add("id");
        var results = backend.Stub.Query(request, backend.Options);
        Record(step, results.Status, string.Join(' ', results.FieldsData.Where(field => field.FieldName == "id").Select(Show)));
    }

    public void CreateAlias(string step, string suffix = "", string? collection = null) => Record(step, backend.Stub.CreateAlias(
        new CreateAliasRequest { CollectionName = collection ?? _collection, Alias = Alias + suffix }, backend.Options));

    public void AlterAlias(string step, string suffix = "") => Record(step, backend.Stub.AlterAlias(
        new AlterAliasRequest { CollectionName = _collection, Alias = Alias + suffix }, backend.Options));

    public void DropAlias(string step) => Record(step, backend.Stub.DropAlias(new DropAliasRequest { Alias = Alias }, backend.Options));

    public void QueryAlias(string step)
    {
        var request = new Protocol.QueryRequest
        {
            CollectionName = Alias,
            Expr = "id > 0",
            ConsistencyLevel = ConsistencyLevel.Strong,
            OutputFields = { "id" },
        };
        var results = backend.Stub.Query(request, backend.Options);
        Record(step, results.Status, string.Join(' ', results.FieldsData.Where(field => field.FieldName == "id").Select(Show)));
    }

    public void DropByAlias(string step) =>
        Record(step, backend.Stub.DropCollection(new DropCollectionRequest { CollectionName = Alias }, backend.Options));

    public void Rename(string step, string newName) =>
        Record(
            step,
            backend.Stub.RenameCollection(
                new RenameCollectionRequest
                {
                    OldName = _collection,
                    NewName = newName.Replace("*", _collection, StringComparison.Ordinal),
                },
                backend.Options));

    public void RenameBack(string step, string oldName) =>
        Record(
            step,
            backend.Stub.RenameCollection(
                new RenameCollectionRequest
                {
                    OldName = oldName.Replace("*", _collection, StringComparison.Ordinal),
                    NewName = _collection,
                },
                backend.Options));

    public void Alter(string step, string key, string value) =>
        Record(
            step,
            backend.Stub.AlterCollection(
                new AlterCollectionRequest
                {
                    CollectionName = _collection,
                    Properties =
                    {
                        new KeyValuePair { Key = key, Value = value },
                    },
                },
                backend.Options));

    public void Properties(string step)
    {
        var answer = backend.Stub.DescribeCollection(
            new DescribeCollectionRequest { CollectionName = _collection },
            backend.Options);
        Record(
            step,
            answer.Status,
            string.Join(' ', answer.Properties.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)));
    }

    public void LoadState(string step)
    {
        var answer = backend.Stub.GetLoadState(new GetLoadStateRequest { CollectionName = _collection }, backend.Options);
        Record(step, answer.Status, answer.State.ToString());
    }

    public void Progress(string step)
    {
        var answer = backend.Stub.GetLoadingProgress(
            new GetLoadingProgressRequest { CollectionName = _collection },
            backend.Options);
        Record(step, answer.Status, $"{answer.Progress}");
    }
}
