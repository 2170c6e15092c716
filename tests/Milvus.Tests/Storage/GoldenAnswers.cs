using System.Globalization;
using System.Text;
using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Storage;

/// <summary>
/// All answers of a database about its content as text: one line per question, with the question, a tab, and the answer as JSON. The text
/// does not depend on the time, so a golden database always gives the same text.
/// </summary>
internal sealed class GoldenAnswers
{
    private readonly Engine _engine;
    private readonly StringBuilder _text = new();

    private GoldenAnswers(Engine engine) => _engine = engine;

    private MilvusService.MilvusServiceClient Client => _engine.Client;

    public static string Of(Engine engine)
    {
        var answers = new GoldenAnswers(engine);
        answers.WriteAll();
        return answers._text.ToString();
    }

    private void WriteAll()
    {
        var databases = Client.ListDatabases(new ListDatabasesRequest());
        Write("databases", databases);
        foreach (var database in databases.DbNames)
        {
            Write($"{database}: database", Client.DescribeDatabase(new DescribeDatabaseRequest { DbName = database }));
            Write($"{database}: aliases", Client.ListAliases(new ListAliasesRequest { DbName = database }));
            Write($"{database}: imports", Client.ListImportTasks(new ListImportTasksRequest { DbName = database }));
            Write($"{database}: restores", Client.ListRestoreSnapshotJobs(new ListRestoreSnapshotJobsRequest { DbName = database }));
            var names = Client.ShowCollections(new ShowCollectionsRequest { DbName = database }).CollectionNames;
            foreach (var collection in names.Order(StringComparer.Ordinal))
            {
                WriteCollection(database, collection);
            }
        }

        WriteAccess();
        WriteResourceGroups();
    }

    private void WriteCollection(string database, string name)
    {
        var about = $"{database}.{name}";
        var described = Client.DescribeCollection(new DescribeCollectionRequest { DbName = database, CollectionName = name });
        Write($"{about}: collection", described);
        var partitions = Client.ShowPartitions(new ShowPartitionsRequest { DbName = database, CollectionName = name });
        Write($"{about}: partitions", partitions);
        foreach (var partition in partitions.PartitionNames)
        {
            Write($"{about}: rows of {partition}", Client.GetPartitionStatistics(
                new GetPartitionStatisticsRequest { DbName = database, CollectionName = name, PartitionName = partition }));
            Write($"{about}: load state of {partition}", Client.GetLoadState(
                new GetLoadStateRequest { DbName = database, CollectionName = name, PartitionNames = { partition } }));
        }

        var replicas = Client.GetReplicas(new GetReplicasRequest { DbName = database, CollectionName = name });
        foreach (var shard in replicas.Replicas.SelectMany(replica => replica.ShardReplicas))
        {
            // It contains the name of this machine.
            shard.LeaderAddr = "";
        }

        Write($"{about}: replicas", replicas);
        var snapshots = Client.ListSnapshots(new ListSnapshotsRequest { DbName = database, CollectionName = name });
        Write($"{about}: snapshots", snapshots);
        foreach (var snapshot in snapshots.Snapshots)
        {
            Write($"{about}: snapshot {snapshot}", Client.DescribeSnapshot(
                new DescribeSnapshotRequest { DbName = database, CollectionName = name, Name = snapshot }));
        }

        var indexes = Client.DescribeIndex(new DescribeIndexRequest { DbName = database, CollectionName = name });
        foreach (var index in indexes.IndexDescriptions)
        {
            // The progress of a build depends on the time.
            (index.State, index.IndexedRows, index.TotalRows, index.PendingIndexRows) = (IndexState.None, 0, 0, 0);
        }

        Write($"{about}: indexes", indexes);
        WriteRows(about, database, described.Schema, indexes);
    }

    private void WriteRows(string about, string database, CollectionSchema schema, DescribeIndexResponse indexes)
    {
        var key = schema.Fields.Single(field => field.IsPrimaryKey);
        var all = key.DataType == Protocol.DataType.VarChar ? $"{key.Name} >= ''" : $"{key.Name} >= 0";
        var rows = Query(database, schema.Name, all, "*");
        Write($"{about}: rows", rows);
        Write($"{about}: count", Query(database, schema.Name, "", "count(*)"));
        if (rows.Status.Code != 0)
        {
            return;
        }

        foreach (var index in indexes.IndexDescriptions)
        {
            var field = schema.Fields.FirstOrDefault(field => field.Name == index.FieldName);
            if (field is not null && GoldenVectors.Query(field, index) is { } query)
            {
                query.DbName = database;
                query.CollectionName = schema.Name;
                var found = Client.Search(query);
                _text.Append(CultureInfo.InvariantCulture, $"{about}: search {index.IndexName}\t{Hits(found)}\n");
            }
        }
    }

    private void WriteAccess()
    {
        Write("users", Client.SelectUser(new SelectUserRequest { IncludeRoleInfo = true }));
        Write("roles", Client.SelectRole(new SelectRoleRequest { IncludeUserInfo = true }));
        // Lists the grants and the privilege groups in the file; others belong to the engine.
        Write("access", Client.BackupRBAC(new BackupRBACMetaRequest()));
    }

    private void WriteResourceGroups()
    {
        var groups = Client.ListResourceGroups(new ListResourceGroupsRequest());
        Write("resource groups", groups);
        foreach (var group in groups.ResourceGroups)
        {
            var described = Client.DescribeResourceGroup(new DescribeResourceGroupRequest { ResourceGroup = group });
            foreach (var node in described.ResourceGroup.Nodes)
            {
                (node.Address, node.Hostname) = ("", "");
            }

            Write($"resource group {group}", described);
        }
    }

    private QueryResults Query(string database, string collection, string filter, string output) => Client.Query(
        new Protocol.QueryRequest { DbName = database, CollectionName = collection, Expr = filter, OutputFields = { output } });

    /// <summary>Keys and scores. Four digits of a score are equal on all processors.</summary>
    private static string Hits(SearchResults found)
    {
        if (found.Status.Code != 0)
        {
            return Failure(found.Status);
        }

        var keys = found.Results.Ids.StrId is { } texts
            ? texts.Data
            : found.Results.Ids.IntId?.Data.Select(id => id.ToString(CultureInfo.InvariantCulture)) ?? [];
        return string.Join(
            ' ',
            keys.Zip(found.Results.Scores, (key, score) => string.Create(CultureInfo.InvariantCulture, $"{key}:{score:G4}")));
    }

    private void Write(string question, IMessage answer)
    {
        var status = (Status)answer.Descriptor.FindFieldByName("status").Accessor.GetValue(answer);
        var text = status.Code == 0 ? JsonFormatter.Default.Format(answer) : Failure(status);
        _text.Append(CultureInfo.InvariantCulture, $"{question}\t{text}\n");
    }

    /// <summary>The code of a failure; its text is not part of the file.</summary>
    private static string Failure(Status status) => string.Create(CultureInfo.InvariantCulture, $"fails with code {status.Code}");
}
