using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Client.Transport;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The address of the REST interface: the specified one, or that of the connection.</summary>
    internal string RestAddress(Uri? uri) => uri is null ? Address : ServerAddress.Parse(uri).ToString();

    /// <summary>Starts an import by REST: one job with all files.</summary>
    internal async Task<ImportJob> StartRestImportAsync(CallContext call, Uri? uri, ImportRequest import, CancellationToken token)
    {
        var files = import.OneSet ? [import.Files] : import.Files.Select(file => (IReadOnlyList<string>)[file]);
        var body = new JsonObject
        {
            ["collectionName"] = import.Collection,
            ["files"] = new JsonArray([.. files.Select(set => new JsonArray([.. set.Select(file => (JsonNode)file)]))]),
        };
        if (import.Partition is not null)
        {
            body["partitionName"] = import.Partition;
        }

        if (import.Options.Count > 0)
        {
            body["options"] = new JsonObject(
                import.Options.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)ParameterText.Write(pair.Value))));
        }

        var data = await PostAsync(call, uri, "create", body, RetryClass.UnsafeWrite, token).ConfigureAwait(false);
        return new ImportJob
        {
            JobId = Text(data, "jobId"),
            Collection = import.Collection,
            Database = DatabaseOf(call),
            Partition = import.Partition ?? string.Empty,
            State = "Pending",
            File = [.. import.Files],
            RestUri = RestAddress(uri),
        };
    }

    internal async Task<ImportJob> GetRestImportAsync(CallContext call, Uri? uri, string jobId, CancellationToken token) =>
        ToJob(call, uri, await PostAsync(call, uri, "describe", Job(jobId), RetryClass.Read, token).ConfigureAwait(false), jobId);

    /// <summary>The imports of a REST interface, page by page; an empty name for all collections.</summary>
    internal async Task<IReadOnlyList<ImportJob>> ListRestImportsAsync(
        CallContext call,
        Uri? uri,
        string collection,
        int limit,
        CancellationToken token)
    {
        var jobs = new List<ImportJob>();
        for (var page = 1; ; page++)
        {
            var size = Math.Min(limit, 100);
            var body = new JsonObject { ["collectionName"] = collection, ["pageSize"] = size, ["currentPage"] = page };
            var data = await PostAsync(call, uri, "list", body, RetryClass.Read, token).ConfigureAwait(false);
            var records =
                data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("records", out var list)
                && list.ValueKind == JsonValueKind.Array
                    ? list.EnumerateArray().ToList()
                    : [];
            // A server without pages returns the same page again.
            var fresh = records
                .Select(record => ToJob(call, uri, record, Text(record, "jobId")))
                .Where(job => jobs.TrueForAll(known => known.JobId != job.JobId))
                .ToList();
            jobs.AddRange(fresh);
            if (fresh.Count < size || jobs.Count >= limit)
            {
                return jobs.Count > limit ? jobs[..limit] : jobs;
            }
        }
    }

    /// <summary>Commits an import that was started with the option auto_commit false, which makes its rows visible.</summary>
    internal Task CommitImportAsync(CallContext call, Uri? uri, string jobId, CancellationToken token) =>
        PostAsync(call, uri, "commit", Job(jobId), RetryClass.IdempotentWrite, token);

    internal Task AbortImportAsync(CallContext call, Uri? uri, string jobId, CancellationToken token) =>
        PostAsync(call, uri, "abort", Job(jobId), RetryClass.IdempotentWrite, token);

    private Task<JsonElement> PostAsync(
        CallContext call,
        Uri? uri,
        string operation,
        JsonObject body,
        RetryClass retry,
        CancellationToken token)
    {
        var rest =
            _rest
            ?? throw new MilvusException(MilvusErrorId.NotSupportedByEmbedded, "The embedded engine has no REST interface.")
            {
                RecommendedAction = "Omit -Rest and -RestUri.",
            };
        var database = DatabaseOf(call);
        if (!string.IsNullOrEmpty(database))
        {
            body["dbName"] = database;
        }

        return rest.PostAsync(
            _connection,
            uri is null ? null : ServerAddress.Parse(uri),
            RestPaths.Imports + operation,
            body,
            retry,
            call,
            database,
            token);
    }

    private ImportJob ToJob(CallContext call, Uri? uri, JsonElement record, string jobId) =>
        new()
        {
            JobId = jobId,
            Collection = Text(record, "collectionName"),
            Database = DatabaseOf(call),
            Partition = Text(record, "partitionName"),
            State = Text(record, "state"),
            Progress = (int?)Number(record, "progress"),
            RowCount = Number(record, "importedRows") ?? 0,
            TotalRows = Number(record, "totalRows"),
            Reason = Text(record, "reason"),
            File =
                record.ValueKind == JsonValueKind.Object
                && record.TryGetProperty("details", out var details)
                && details.ValueKind == JsonValueKind.Array
                    ? [.. details.EnumerateArray().Select(detail => Text(detail, "fileName"))]
                    : [],
            RestUri = RestAddress(uri),
        };

    private static JsonObject Job(string jobId) => new() { ["jobId"] = jobId };

    private static string Text(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value.ToString()
            : string.Empty;

    private static long? Number(JsonElement record, string name) =>
        long.TryParse(Text(record, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
