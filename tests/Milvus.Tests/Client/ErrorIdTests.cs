using System.Text.RegularExpressions;
using Milvus.Client.Errors;
using Milvus.Core.Errors;
using Milvus.Protocol;

namespace Milvus.Tests.Client;

/// <summary>Answers of real servers (2.3.5, Lite 3.2.2), and the ids they must be converted to.</summary>
public sealed partial class ErrorIdTests
{
    /// <summary>Errors of the engine for requests that this client never sends.</summary>
    private static readonly string[] _inner =
        ["cannot be read:", "illegal base64 data", "fail to execute task", "{complaint", "{failure}", "couldn't be empty"];

    [Theory]
    [InlineData(65535, 1, "index cannot be dropped, collection is loaded, please release it first", MilvusErrorId.CollectionLoaded)]
    [InlineData(6, 0, "index cannot be dropped on loaded collection; call release() first", MilvusErrorId.CollectionLoaded)]
    [InlineData(100, 4, "can't find collection collection not found[database=default][collection=nope]", MilvusErrorId.CollectionNotFound)]
    [InlineData(0, 4, "", MilvusErrorId.CollectionNotFound)]
    [InlineData(100, 0, "alias 'x' does not exist", MilvusErrorId.AliasNotFound)]
    [InlineData(1600, 0, "alias not found[database=default][alias=x]", MilvusErrorId.AliasNotFound)]
    [InlineData(101, 1, "failed to query: collection not loaded[collection=470661968267976422]", MilvusErrorId.CollectionNotLoaded)]
    [InlineData(101, 0, "Collection 'x' is in state 'released'; call load() before search/get/query", MilvusErrorId.CollectionNotLoaded)]
    [InlineData(200, 1, "partition not found[partition=zz]", MilvusErrorId.PartitionNotFound)]
    [InlineData(65535, 1, "cannot parse expression: zz > 3, error: field zz not exist", MilvusErrorId.FilterSyntax)]
    [InlineData(6, 6, "unexpected end of expression at column 5\n  a ==\n", MilvusErrorId.FilterSyntax)]
    [InlineData(6, 0, "unexpected token '>' at column 5\n  id >> > 3\n", MilvusErrorId.FilterSyntax)]
    [InlineData(1100, 5, "failed to create query plan: cannot parse expression: x", MilvusErrorId.FilterSyntax)]
    [InlineData(1100, 5, "index type not match: invalid parameter[expected=STL_SORT][actual=TRIE]", MilvusErrorId.InvalidArgument)]
    [InlineData(65535, 1, "create duplicate collection with different parameters, collection: x", MilvusErrorId.AlreadyExists)]
    [InlineData(1, 0, "collection 'x' already exists", MilvusErrorId.AlreadyExists)]
    [InlineData(65535, 1, "multiple vector fields is not supported, fields name: v, w", MilvusErrorId.NotSupported)]
    [InlineData(700, 25, "index not found[collection=x]", MilvusErrorId.IndexNotFound)]
    [InlineData(800, 0, "database not found[database=nodb]", MilvusErrorId.DatabaseNotFound)]
    [InlineData(1, 0, "database 'nodb' does not exist", MilvusErrorId.DatabaseNotFound)]
    [InlineData(9, 48, "force deny", MilvusErrorId.QuotaExceeded)]
    [InlineData(0, 54, "disk quota exhausted", MilvusErrorId.QuotaExceeded)]
    [InlineData(8, 0, "", MilvusErrorId.RateLimited)]
    [InlineData(0, 62, "", MilvusErrorId.SchemaMismatch)]
    [InlineData(1401, 3, "not permitted", MilvusErrorId.PermissionDenied)]
    [InlineData(
        1602,
        1,
        "x is alias to another collection: y: alias already exist[database=default][alias=x]",
        MilvusErrorId.AlreadyExists
    )]
    [InlineData(1601, 1, "alias and collection name conflict[database=default][alias=y]", MilvusErrorId.AlreadyExists)]
    [InlineData(1, 0, "alias 'y' conflicts with an existing collection", MilvusErrorId.AlreadyExists)]
    [InlineData(65535, 1, "duplicated new collection name default:y with other collection name or alias", MilvusErrorId.AlreadyExists)]
    [InlineData(65535, 1, "resource group already exist", MilvusErrorId.AlreadyExists)]
    [InlineData(300, 1, "resource group not found[rg=x]", MilvusErrorId.ResourceGroupNotFound)]
    [InlineData(303, 1, "resource group illegal config", MilvusErrorId.InvalidArgument)]
    [InlineData(
        65535,
        1,
        "Invalid partition name: a b!. Partition name can only contain numbers, letters and underscores.",
        MilvusErrorId.InvalidArgument
    )]
    [InlineData(
        802,
        1,
        "database name can only contain numbers, letters and underscores: invalid database name[database=a b!]",
        MilvusErrorId.InvalidArgument
    )]
    [InlineData(65535, 1, "target database:z not found", MilvusErrorId.DatabaseNotFound)]
    [InlineData(
        65535,
        1,
        "failed to search/query delegator 10 for channel by-dev_0: fail to Query, reason=partition not loaded[partition=[1 2]]",
        MilvusErrorId.CollectionNotLoaded
    )]
    [InlineData(65535, 1, "partition cannot be dropped, partition is loaded, please release it first", MilvusErrorId.CollectionLoaded)]
    [InlineData(
        6,
        6,
        "unknown field 'no_field' at column 1\n  no_field > 1\n  ^^^^^^^^\navailable fields: ['id', 'name', 'vector']",
        MilvusErrorId.FilterSyntax
    )]
    [InlineData(6, 6, "unknown scalar index_type 'NO_SUCH_TYPE'; supported scalar index_type: INVERTED", MilvusErrorId.InvalidArgument)]
    [InlineData(6, 6, "unknown field 'nofield' for create_index", MilvusErrorId.FieldNotFound)]
    [InlineData(1, 0, "metric_type must be one of COSINE/L2/IP/BM25/NONE, got 'NOPE'", MilvusErrorId.InvalidArgument)]
    [InlineData(7, 54, "the disk of the database is full: database or disk is full", MilvusErrorId.DiskFull)]
    [InlineData(10000, 1, "context canceled", MilvusErrorId.Stopped)]
    [InlineData(65535, 1, "field zz not exist", MilvusErrorId.FieldNotFound)]
    [InlineData(65535, 1, "predicate is not a boolean expression: name, data type: VarChar", MilvusErrorId.FilterSyntax)]
    [InlineData(
        65535,
        1,
        "metric type not found or not supported, supported: [L2 IP COSINE HAMMING JACCARD]",
        MilvusErrorId.InvalidArgument
    )]
    [InlineData(65535, 1, "M out of range: [1, 2048]", MilvusErrorId.InvalidArgument)]
    [InlineData(65535, 1, "invalid dimension: 40000. should be in range 1 ~ 32768", MilvusErrorId.InvalidArgument)]
    [InlineData(65535, 1, "database:x not empty, must drop all collections before drop database", MilvusErrorId.InvalidArgument)]
    [InlineData(65535, 1, "can not drop default database", MilvusErrorId.InvalidArgument)]
    [InlineData(65535, 1, "database:zz not found", MilvusErrorId.DatabaseNotFound)]
    [InlineData(
        65535,
        36,
        "fail to drop the role that it has privileges. Use REVOKE API to revoke privileges",
        MilvusErrorId.InvalidArgument
    )]
    [InlineData(901, 1, "source node not found in any replica of collection 1: node not found[node=999]", MilvusErrorId.InvalidArgument)]
    [InlineData(
        1001,
        1,
        "IO failed: json: cannot unmarshal array into Go value of type map[string]interface {}",
        MilvusErrorId.InvalidArgument
    )]
    [InlineData(1000, 1, "key not found[key=by-dev/meta/importtask/99]", MilvusErrorId.ObjectNotFound)]
    [InlineData(1200, 1, "metric not found[metric=zz]", MilvusErrorId.InvalidArgument)]
    [InlineData(1700, 1, "groupBy field not found in schema: field not found[field=zz]", MilvusErrorId.FieldNotFound)]
    [InlineData(
        1701,
        1,
        "Invalid field name: a b. Field name cannot only contain numbers, letters, and underscores.",
        MilvusErrorId.InvalidArgument
    )]
    [InlineData(6, 6, "comparison '==' between incompatible types at column 4", MilvusErrorId.FilterSyntax)]
    [InlineData(6, 6, "top-level filter expression must evaluate to bool, got string at column 1", MilvusErrorId.FilterSyntax)]
    [InlineData(6, 6, "unknown timezone 'zz'", MilvusErrorId.InvalidArgument)]
    [InlineData(1, 0, "could not convert string to float: 'x'", MilvusErrorId.InvalidArgument)]
    [InlineData(6, 6, "field 'vector': unsupported dense metric 'ZZ'", MilvusErrorId.InvalidArgument)]
    [InlineData(6, 6, "group_by_field 'zz' not found in schema", MilvusErrorId.FieldNotFound)]
    [InlineData(6, 6, "database 'x' is not empty", MilvusErrorId.InvalidArgument)]
    [InlineData(1, 0, "cannot drop default database", MilvusErrorId.InvalidArgument)]
    [InlineData(
        6,
        6,
        "field 'name' has type VARCHAR; create_index with index_type 'HNSW' requires a vector field",
        MilvusErrorId.InvalidArgument
    )]
    [InlineData(6, 6, "scalar index_type 'TRIE' is not implemented; supported: INVERTED", MilvusErrorId.InvalidArgument)]
    [InlineData(6, 6, "schema has no vector field (FLOAT_VECTOR or SPARSE_FLOAT_VECTOR)", MilvusErrorId.InvalidArgument)]
    [InlineData(99999, 0, "new", MilvusErrorId.ServerError)]
    public void ErrorId_code_or_its_words_become_the_id(int code, int legacy, string reason, string errorId)
    {
#pragma warning disable CS0612 // Old servers set the deprecated field.
        var status = new Status { Code = code, ErrorCode = (ErrorCode)legacy, Reason = reason };
#pragma warning restore CS0612
        Assert.True(StatusErrors.IsFailure(status));
        var error = StatusErrors.ToException(status, "Call", 1, new SecretMask(null));
        Assert.Equal((errorId, code, legacy), (error.ErrorId, error.Code, error.LegacyCode));
        Assert.False(string.IsNullOrEmpty(error.Message));
    }

    [Fact]
    public void ErrorId_each_id_has_advice()
    {
        var ids = typeof(MilvusErrorId).GetFields().Select(field => (string)field.GetValue(null)!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), DefaultAdvice.Ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ErrorId_what_the_engine_refuses_without_a_code_of_its_own_has_an_id()
    {
        var texts = Directory.GetFiles(Path.Combine(Source(), "Milvus.Embedded"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Thrown().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToList();
        var nameless = texts.Where(text =>
            !_inner.Any(text.Contains)
            && StatusErrors.ToException(new Status { Code = 65535, Reason = text }, "Call", 1, new SecretMask(null)).ErrorId
                == MilvusErrorId.ServerError);

        Assert.True(texts.Count > 30, $"Only {texts.Count} texts were found.");
        Assert.Empty(nameless);
    }

    [Fact]
    public void ErrorId_advice_for_a_loaded_collection_names_the_cmdlet() =>
        Assert.Contains("Dismount-MilvusCollection", DefaultAdvice.Find(MilvusErrorId.CollectionLoaded), StringComparison.Ordinal);

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src");

    [GeneratedRegex("MilvusError\\.Unexpected\\(\\s*\\$?\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Thrown();
}
