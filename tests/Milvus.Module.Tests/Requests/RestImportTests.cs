using System.Text.Json.Nodes;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Requests;

/// <summary>Server-side imports through the REST interface: requests, and results of answers.</summary>
public sealed class RestImportTests : IDisposable
{
    private readonly RecordingServer _server = new("root:CANARY-secret");
    private readonly RestServer _rest = new();
    private readonly ModuleShell _shell = new();

    public RestImportTests()
    {
        _rest.Answers["create"] = _ => new JsonObject { ["jobId"] = "job-7" };
        _shell.Do("$null = Connect-Milvus $args[0] -Token root:CANARY-secret; $uri = $args[1]", _server.Address, _rest.Address);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _rest.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Start_MilvusImport_job_is_created_with_the_token_the_database_and_a_list_for_each_file()
    {
        var job = _shell.Do(
            "Start-MilvusImport docs a.json, b.json -RestUri $uri -Partition p -Option @{ timeout = '1h' } -Database default");
        _shell.Do("Start-MilvusImport docs id.npy, v.npy -OneSet -RestUri $uri");

        var (operation, body, headers) = _rest.Requests.First();
        Assert.Equal("create", operation);
        AssertJson("""
            { "collectionName": "docs", "files": [["a.json"], ["b.json"]], "partitionName": "p", "options": { "timeout": "1h" },
              "dbName": "default" }
            """, body);
        Assert.Equal("Bearer root:CANARY-secret", headers["Authorization"]);
        Assert.Equal("default", headers["DB-Name"]);
        AssertJson("""{ "collectionName": "docs", "files": [["id.npy", "v.npy"]] }""", _rest.Requests.Last().Body);
        Assert.Equal(["job-7"], job.Values("JobId"));
    }

    [Fact]
    public void RestImport_job_is_followed_where_it_was_started()
    {
        var asked = 0;
        _rest.Answers["describe"] = _ =>
            JsonNode.Parse(
                $$"""
                { "jobId": "job-7", "collectionName": "docs", "state": "{{(
                    ++asked > 1 ? "Completed" : "Importing"
                )}}", "progress": 50, "importedRows": 5, "totalRows": 5, "details": [ { "fileName": "a.json" } ] }
                """
            );

        var done = Assert.Single(_shell.Do("Start-MilvusImport docs a.json -RestUri $uri | Wait-MilvusImport -PassThru").Output);

        Assert.Equal(["create", "describe", "describe"], _rest.Requests.Select(request => request.Operation));
        // A piped job acts in the database it came from.
        AssertJson("""{ "jobId": "job-7", "dbName": "default" }""", _rest.Requests.Last().Body);
        Assert.Equal(
            ["Completed", 50, 5L, 5L],
            [.. new[] { "State", "Progress", "RowCount", "TotalRows" }.Select(name => done.Properties[name].Value)]);
    }

    [Fact]
    public void Wait_MilvusImport_job_that_failed_is_an_error_with_the_reason()
    {
        _rest.Answers["describe"] = _ => JsonNode.Parse("""{ "state": "Failed", "reason": "no such file" }""");

        var ran = _shell.Run("Wait-MilvusImport job-7 -RestUri $uri");

        Assert.Equal(["MilvusJobFailed"], ran.ErrorIds);
        Assert.Contains("no such file", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_MilvusImport_rows_that_are_not_in_the_collection_are_an_error()
    {
        _rest.Answers["describe"] = _ => JsonNode.Parse("""{ "state": "Completed", "importedRows": 5, "totalRows": 5 }""");
        _shell.Do("$null = New-MilvusCollection kept -Dimension 2; $null = Add-MilvusEntity kept @{ id = 1; vector = 1, 2 }");

        var missing = _shell.Run("Start-MilvusImport kept a.json -RestUri $uri -Wait -TimeoutSec 3 -Verify Count");
        var piped = _shell.Run("Start-MilvusImport kept a.json -RestUri $uri | Wait-MilvusImport -TimeoutSec 3");
        var notCompared = _shell.Do("Start-MilvusImport kept a.json -RestUri $uri -Wait -Verify None");
        var notComparedEither = _shell.Do("Start-MilvusImport kept a.json -RestUri $uri | Wait-MilvusImport -PassThru -Verify None");

        Assert.Equal(["MilvusTransferMismatch", "MilvusTransferMismatch"], missing.ErrorIds.Concat(piped.ErrorIds));
        Assert.Contains("had 1 row before the import and has 1 now", missing.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("5 are missing", missing.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal([1L], missing.Values("RowsCounted"));
        Assert.Equal(
            ["None", "None"],
            notCompared.Values("Verified").Concat(notComparedEither.Values("Verified")).Select(value => $"{value}"));
    }

    [Fact]
    public void Start_MilvusImport_rows_that_others_added_are_an_error_and_equal_numbers_are_verified()
    {
        using var other = new ModuleShell();
        other.Do("$null = Connect-Milvus $args[0] -Token root:CANARY-secret", _server.Address);
        _shell.Do("$null = New-MilvusCollection kept -Dimension 2");
        var rows = 0;
        _rest.Answers["describe"] = _ =>
        {
            other.Do("$null = Add-MilvusEntity kept @{ id = $args[0]; vector = 1, 2 }, @{ id = $args[0] + 1; vector = 1, 2 }", rows += 2);
            return JsonNode.Parse("""{ "state": "Completed", "importedRows": 2, "totalRows": 2 }""");
        };
        var equal = _shell.Do("Start-MilvusImport kept a.json -RestUri $uri -Wait");
        _rest.Answers["describe"] = _ =>
        {
            other.Do("$null = Add-MilvusEntity kept @{ id = 100; vector = 1, 2 }, @{ id = 101; vector = 1, 2 }");
            return JsonNode.Parse("""{ "state": "Completed", "importedRows": 1, "totalRows": 1 }""");
        };
        var more = _shell.Run("Start-MilvusImport kept a.json -RestUri $uri -Wait");

        Assert.Equal(
            ["0", "2", "Count"],
            new[] { "RowsBefore", "RowsCounted", "Verified" }.Select(name => $"{equal.Values(name).Single()}"));
        Assert.Equal(["MilvusTransferMismatch"], more.ErrorIds);
        Assert.Contains("1 is too many", more.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Verify None", more.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_MilvusImport_what_cannot_be_compared_is_a_warning_or_an_error_if_asked_for()
    {
        _rest.Answers["describe"] = _ => JsonNode.Parse("""{ "state": "Completed", "importedRows": 1, "totalRows": 1 }""");
        _shell.Do(
            "$null = New-MilvusCollection bare -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2)"
        );

        var warned = _shell.Do("Start-MilvusImport bare a.json -RestUri $uri -Wait");
        var asked = _shell.Run("Start-MilvusImport bare a.json -RestUri $uri -Verify Count");
        var keys = _shell.Run("Start-MilvusImport bare a.json -RestUri $uri -Verify Key");

        Assert.Contains("are not verified", Assert.Single(warned.Warnings), StringComparison.Ordinal);
        Assert.Equal(["MilvusCollectionNotLoaded", "MilvusInvalidArgument"], asked.ErrorIds.Concat(keys.ErrorIds));
        Assert.Single(_rest.Requests, request => request.Operation == "create");
    }

    [Theory]
    [InlineData("Pending", "other imports may run before it")]
    [InlineData("Importing", "access to the object store")]
    [InlineData("IndexBuilding", "Get-MilvusIndex")]
    [InlineData("Strange", "log of the data coordinator")]
    public void Wait_MilvusImport_import_that_does_not_progress_is_an_error_that_says_what_to_look_at(string state, string advice)
    {
        _rest.Answers["describe"] = _ => new JsonObject { ["state"] = state, ["progress"] = 10, ["importedRows"] = 7 };

        var stuck = _shell.Run("Wait-MilvusImport job-7 -RestUri $uri -StallTimeoutSec 0.3 -Verify Count");
        var late = _shell.Run("Start-MilvusImport docs a.json -RestUri $uri -Wait -TimeoutSec 2 -StallTimeoutSec 60");

        Assert.Equal(["MilvusTimeout", "MilvusTimeout"], stuck.ErrorIds.Concat(late.ErrorIds));
        Assert.All(
            stuck.Errors.Concat(late.Errors),
            error => Assert.Contains($"state {state}, 10 %, 7 rows. ", error.Exception.Message, StringComparison.Ordinal));
        Assert.All(
            stuck.Errors.Concat(late.Errors),
            error => Assert.Contains(advice, error.Exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void RestImport_jobs_are_listed_page_by_page()
    {
        _rest.Answers["list"] = body => new JsonObject
        {
            ["records"] = new JsonArray([.. Enumerable.Range(0, (int)body["currentPage"]! == 1 ? 100 : 20)
                .Select(i => new JsonObject { ["jobId"] = $"{body["currentPage"]}-{i}", ["state"] = "Completed", ["progress"] = 100 })]),
        };

        Assert.Equal(120, _shell.Do("Get-MilvusImport -Collection docs -RestUri $uri").Output.Count);
        Assert.Equal(3, _shell.Do("Get-MilvusImport -Collection docs -RestUri $uri -Limit 3").Output.Count);
        AssertJson("""{ "collectionName": "docs", "pageSize": 3, "currentPage": 1 }""", _rest.Requests.Last().Body);
    }

    [Fact]
    public void RestImport_job_is_committed_and_aborted()
    {
        _shell.Do("Complete-MilvusImport job-7 -RestUri $uri; Stop-MilvusImport job-8 -RestUri $uri -Confirm:$false");
        _shell.Do("Complete-MilvusImport job-7 -RestUri $uri -WhatIf; Stop-MilvusImport job-8 -RestUri $uri -WhatIf");

        Assert.Equal(
            [("commit", """{"jobId":"job-7"}"""), ("abort", """{"jobId":"job-8"}""")],
            _rest.Requests.Select(request => (request.Operation, request.Body.ToJsonString())));
    }

    [Theory]
    [InlineData(200, 100, "collection not found", "MilvusCollectionNotFound")]
    [InlineData(200, 1800, "user hasn't authenticated", "MilvusAuthenticationFailed")]
    [InlineData(200, 2100, "import failed for root:CANARY-secret", "MilvusServerError")]
    [InlineData(401, 1800, "no", "MilvusAuthenticationFailed")]
    [InlineData(404, 0, "no", "MilvusNotSupportedByServerVersion")]
    public void Start_MilvusImport_refusal_has_its_error_id_and_never_the_secret(int status, int code, string message, string errorId)
    {
        _rest.Failing["create"] = (status, code, message);

        var ran = _shell.Run("Start-MilvusImport docs a.json -RestUri $uri");

        Assert.Equal([errorId], ran.ErrorIds);
        Assert.DoesNotContain("CANARY", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(_rest.Requests);
    }

    [Fact]
    public void RestImport_address_where_nobody_listens_and_an_engine_without_it_say_so()
    {
        Assert.Equal(["MilvusServerUnavailable"], _shell.Run("Get-MilvusImport 7 -RestUri http://127.0.0.1:1").ErrorIds);
        Assert.Equal(["MilvusNotSupportedByEmbedded"], _shell.Run("$null = Connect-Milvus -InMemory; Get-MilvusImport 7 -Rest").ErrorIds);
    }

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
