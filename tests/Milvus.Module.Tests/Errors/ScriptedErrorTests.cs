using System.Management.Automation;
using Google.Protobuf;
using Grpc.Core;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Errors;

/// <summary>Answers that no real server returns on demand, with the id, category and advice of their errors.</summary>
public sealed class ScriptedErrorTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public ScriptedErrorTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        $null = @{ id = 1; vector = 1, 2 }, @{ id = 2; vector = 1, 2 } | Add-MilvusEntity docs
        """,
        _server.Address);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(
        "Get-MilvusCollection",
        "ShowCollections",
        StatusCode.ResourceExhausted,
        "too many requests",
        "MilvusRateLimited",
        ErrorCategory.LimitsExceeded
    )]
    [InlineData(
        "Add-MilvusEntity docs @{ id = 3; vector = 1, 2 }",
        "Insert",
        StatusCode.ResourceExhausted,
        "grpc: received message larger than max (70 vs. 64)",
        "MilvusMessageTooLarge",
        ErrorCategory.LimitsExceeded
    )]
    [InlineData(
        "Search-MilvusEntity docs 1, 2",
        "Search",
        StatusCode.ResourceExhausted,
        "grpc: received message larger than max (70 vs. 64)",
        "MilvusMessageTooLarge",
        ErrorCategory.LimitsExceeded
    )]
    [InlineData(
        "Get-MilvusCollection",
        "ShowCollections",
        StatusCode.Cancelled,
        "shutting down",
        "MilvusStopped",
        ErrorCategory.OperationStopped
    )]
    [InlineData(
        "Get-MilvusCollection",
        "ShowCollections",
        StatusCode.DeadlineExceeded,
        "own limit",
        "MilvusTimeout",
        ErrorCategory.OperationTimeout
    )]
    [InlineData(
        "Get-MilvusCollection",
        "ShowCollections",
        StatusCode.Unavailable,
        "no proxy",
        "MilvusServerUnavailable",
        ErrorCategory.ConnectionError
    )]
    [InlineData(
        "Get-MilvusCollection",
        "ShowCollections",
        StatusCode.Unauthenticated,
        "token expired",
        "MilvusAuthenticationFailed",
        ErrorCategory.AuthenticationError
    )]
    [InlineData(
        "Remove-MilvusCollection docs -Confirm:$false",
        "DropCollection",
        StatusCode.PermissionDenied,
        "PrivilegeDropCollection",
        "MilvusPermissionDenied",
        ErrorCategory.PermissionDenied
    )]
    [InlineData(
        "Save-MilvusCollection -All",
        "FlushAll",
        StatusCode.Unimplemented,
        "FlushAll",
        "MilvusNotSupportedByServerVersion",
        ErrorCategory.NotImplemented
    )]
    [InlineData(
        "Get-MilvusCollection",
        "ShowCollections",
        StatusCode.DataLoss,
        "who knows",
        "MilvusServerError",
        ErrorCategory.NotSpecified
    )]
    [InlineData(
        "Add-MilvusEntity docs @{ id = 3; vector = 1, 2 }",
        "Insert",
        StatusCode.Unavailable,
        "no proxy",
        "MilvusWriteOutcomeUnknown",
        ErrorCategory.WriteError
    )]
    [InlineData(
        "Add-MilvusEntity docs @{ id = 3; vector = 1, 2 }",
        "Insert",
        StatusCode.Cancelled,
        "shutting down",
        "MilvusWriteOutcomeUnknown",
        ErrorCategory.WriteError
    )]
    public void ScriptedError_call_that_broke(
        string line, string call, StatusCode code, string detail, string errorId, ErrorCategory category)
    {
        _server.Log.Failing[call] = new Grpc.Core.Status(code, detail);

        var error = Fails(line, errorId, category);

        Assert.Contains(detail, error.Exception.Message, StringComparison.Ordinal);
        Assert.NotEqual(string.Empty, error.ErrorDetails?.RecommendedAction ?? (errorId == "MilvusServerError" ? "none" : string.Empty));
    }

    [Theory]
    [InlineData(3, "memory quota exceeded", "MilvusQuotaExceeded", ErrorCategory.QuotaExceeded)]
    [InlineData(9, "force deny: disk quota", "MilvusQuotaExceeded", ErrorCategory.QuotaExceeded)]
    [InlineData(7, "disk limit of the node", "MilvusQuotaExceeded", ErrorCategory.QuotaExceeded)]
    [InlineData(7, "the disk of the database is full: write failed", "MilvusDiskFull", ErrorCategory.WriteError)]
    [InlineData(10, "not in this build", "MilvusNotSupported", ErrorCategory.NotImplemented)]
    [InlineData(2, "no coordinator", "MilvusServerUnavailable", ErrorCategory.ConnectionError)]
    [InlineData(10000, "context cancelled", "MilvusWriteOutcomeUnknown", ErrorCategory.WriteError)]
    [InlineData(1102, "parameter too large", "MilvusMessageTooLarge", ErrorCategory.LimitsExceeded)]
    [InlineData(300, "resource group not found", "MilvusResourceGroupNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(700, "index not found", "MilvusIndexNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(99_999, "a code of tomorrow", "MilvusServerError", ErrorCategory.NotSpecified)]
    public void ScriptedError_code(int code, string reason, string errorId, ErrorCategory category)
    {
        _server.Log.Answer("Insert", new MutationResult { Status = new Protocol.Status { Code = code, Reason = reason } });

        var error = Fails("Add-MilvusEntity docs @{ id = 3; vector = 1, 2 }", errorId, category);

        Assert.Equal(code, error.Exception.GetType().GetProperty("Code")!.GetValue(error.Exception));
    }

    [Fact]
    [Produces("MilvusIndexBuildFailed")]
    public void ScriptedError_index_that_cannot_be_built()
    {
        _server.Log.Changed["DescribeIndex"] = answer =>
        {
            var index = ((DescribeIndexResponse)answer).IndexDescriptions[0];
            index.State = IndexState.Failed;
            index.IndexStateFailReason = "nlist is too big";
        };

        var error = Fails("Wait-MilvusIndex docs vector", "MilvusIndexBuildFailed", ErrorCategory.InvalidResult);

        Assert.Contains("nlist is too big", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Produces("MilvusJobFailed")]
    public void ScriptedError_job_that_failed()
    {
        _server.Log.Answer("GetCompactionState", new GetCompactionStateResponse { State = CompactionState.Completed, FailedPlanNo = 2 });

        Fails("Wait-MilvusCompaction 7", "MilvusJobFailed", ErrorCategory.InvalidResult);
    }

    public static TheoryData<string, string, IMessage> Broken =>
        new()
        {
            { "Get-MilvusEntity docs", "Query", Columns(new LongArray { Data = { 1, 2 } }, 2f, 3f) },
            {
                "Get-MilvusEntity docs -OutputField id",
                "Query",
                new QueryResults
                {
                    FieldsData =
                    {
                        new FieldData { FieldName = "id", Type = DataType.Int64 },
                    },
                }
            },
            {
                "Search-MilvusEntity docs 1, 2",
                "Search",
                new SearchResults
                {
                    Results = new SearchResultData
                    {
                        NumQueries = 1,
                        Topks = { 3 },
                        Scores = { 1f },
                    },
                }
            },
            {
                "Get-MilvusCollection docs",
                "DescribeCollection",
                new DescribeCollectionResponse { CollectionName = "docs" }
            },
        };

    [Theory]
    [Failure("N19")]
    [Produces("MilvusProtocolError")]
    [MemberData(nameof(Broken))]
    public void ScriptedError_answer_that_breaks_the_contract(string line, string call, IMessage answer)
    {
        _server.Log.Answer(call, answer);

        Fails(line, "MilvusProtocolError", ErrorCategory.ProtocolError);
    }

    [Theory]
    [InlineData("Add-MilvusEntity docs @{ id = 3; vector = 1, 2 }", "Insert", "rows")]
    [InlineData("Remove-MilvusEntity docs -Filter 'id > 1' -Confirm:$false", "Delete", "filter")]
    [InlineData("New-MilvusUser alice -Password secret1", "CreateCredential", "Get-MilvusUser")]
    [InlineData("Clear-MilvusCollection docs -Confirm:$false", "TruncateCollection", "Measure-MilvusCollection")]
    [InlineData("Move-MilvusNode a b", "TransferNode", "Get-MilvusResourceGroup")]
    [InlineData("Move-MilvusSegment docs -SourceNodeId 4 -SegmentId 5", "LoadBalance", "Get-MilvusSegment")]
    [InlineData("Start-MilvusImport docs a.json", "Import", "Get-MilvusImport")]
    [InlineData("Restore-MilvusSnapshot docs monday copy -Confirm:$false", "RestoreSnapshot", "Get-MilvusSnapshotRestore")]
    [InlineData("Update-MilvusExternalCollection docs", "RefreshExternalCollection", "Get-MilvusExternalRefresh")]
    public void ScriptedError_advice_after_an_unknown_outcome_is_about_what_was_to_be_written(string line, string call, string advice)
    {
        _server.Log.Failing[call] = new Grpc.Core.Status(StatusCode.Unavailable, "cut off");

        var error = Fails(line, "MilvusWriteOutcomeUnknown", ErrorCategory.WriteError);

        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, _server.Log.Requests.Count(request => request.Name == call && request.Request is not InsertRequest { NumRows: 2 }));
    }

    private ErrorRecord Fails(string line, string errorId, ErrorCategory category)
    {
        var error = Assert.Single(_shell.Run(line).Errors);
        Assert.Equal((errorId, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Equal("Milvus.MilvusException", error.Exception.GetType().FullName);
        return error;
    }

    // Two keys, and numbers for one vector only.
    private static QueryResults Columns(LongArray keys, params float[] numbers) =>
        new()
        {
            FieldsData =
            {
                new FieldData
                {
                    FieldName = "id",
                    Type = DataType.Int64,
                    Scalars = new ScalarField { LongData = keys },
                },
                new FieldData
                {
                    FieldName = "vector",
                    Type = DataType.FloatVector,
                    Vectors = new VectorField
                    {
                        Dim = 2,
                        FloatVector = new FloatArray { Data = { numbers } },
                    },
                },
            },
        };
}
