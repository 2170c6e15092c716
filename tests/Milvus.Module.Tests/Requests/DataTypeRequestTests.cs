using System.Collections;
using Google.Protobuf;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>
/// Values of every type in requests and answers. The schema and the answers are those of a server that supports all types. Requests do not
/// contain nulls. Answers contain them among scalars, but not among vectors.
/// </summary>
public sealed class DataTypeRequestTests : RequestFixture
{
    private const string Schema =
        """
        {
          "collectionName": "every", "schema": { "name": "every", "enableDynamicField": true, "fields": [
            { "name": "id", "dataType": "Int64", "isPrimaryKey": true },
            { "name": "i8", "dataType": "Int8", "nullable": true },
            { "name": "geo", "dataType": "Geometry", "nullable": true },
            { "name": "time", "dataType": "Timestamptz" },
            { "name": "text", "dataType": "Text" },
            { "name": "json", "dataType": "JSON", "nullable": true },
            { "name": "days", "dataType": "Array", "elementType": "Int16", "nullable": true, "typeParams": [{ "key": "max_capacity",
                "value": "4" }] },
            { "name": "f16", "dataType": "Float16Vector", "nullable": true, "typeParams": [{ "key": "dim", "value": "2" }] },
            { "name": "sparse", "dataType": "SparseFloatVector", "nullable": true }],
          "structArrayFields": [{ "name": "chunks", "nullable": true, "fields": [
            { "name": "chunks[page]", "dataType": "Array", "elementType": "Int8", "nullable": true,
                "typeParams": [{ "key": "max_capacity", "value": "2" }] },
            { "name": "chunks[emb]", "dataType": "ArrayOfVector", "elementType": "FloatVector", "nullable": true,
                "typeParams": [{ "key": "dim", "value": "2" }, { "key": "max_capacity", "value": "2" }] }] }] }
        }
        """;

    private const string Chunks =
        """
        "structArrays": { "fields": [
          { "type": "Array", "fieldName": "page", "validData": [true, false], "scalars": { "arrayData": { "elementType": "Int8",
              "data": [{ "intData": { "data": [-128, 127] } }] } } },
          { "type": "ArrayOfVector", "fieldName": "emb", "validData": [true, false], "vectors": { "dim": "2", "vectorArray": { "dim": "2",
              "elementType": "FloatVector", "data": [{ "dim": "2", "floatVector": { "data": [1, 2, 3, 4] } }] } } }] }
        """;

    protected override void Prepare() => Log.Answer("DescribeCollection", JsonParser.Default.Parse<DescribeCollectionResponse>(Schema));

    [Fact]
    public void Add_MilvusEntity_rows_of_every_type()
    {
        Log.Answer("Insert", new MutationResult { InsertCnt = 2, Timestamp = 5 });

        Sends<InsertRequest>(
            """
            $time = [DateTimeOffset]::new(2025, 1, 2, 3, 4, 5, [TimeSpan]::FromHours(2))
            @{ id = [long]::MinValue; i8 = -128; geo = 'POINT (1 2)'; time = $time; text = 'né'; json = @{ a = 1, $null }; days = -32768,
                32767; f16 = 1, -2
               sparse = @{ 4294967294 = 0.5; 0 = 1 }; chunks = @{ page = -128; emb = 1, 2 }, [pscustomobject]@{ page = 127;
                   emb = [float[]](3, 4) } },
            @{ id = [long]::MaxValue; time = '2025-01-02T03:04:05Z'; text = ''; more = 1 } | Add-MilvusEntity every
            """,
            $$"""
            {
              "collectionName": "every", "numRows": 2, "fieldsData": [
                { "type": "Int64", "fieldName": "id", "scalars": { "longData": { "data": ["-9223372036854775808",
                    "9223372036854775807"] } } },
                { "type": "Int8", "fieldName": "i8", "validData": [true, false], "scalars": { "intData": { "data": [-128] } } },
                { "type": "Geometry", "fieldName": "geo", "validData": [true, false],
                    "scalars": { "geometryWktData": { "data": ["POINT (1 2)"] } } },
                { "type": "Timestamptz", "fieldName": "time", "scalars": { "stringData": { "data": ["2025-01-02T03:04:05.0000000+02:00",
                    "2025-01-02T03:04:05Z"] } } },
                { "type": "Text", "fieldName": "text", "scalars": { "stringData": { "data": ["né", ""] } } },
                { "type": "JSON", "fieldName": "json", "validData": [true, false], "scalars": { "jsonData": { "data": ["{{Base64(
                """{"a":[1,null]}"""
            )}}"] } } },
                { "type": "Array", "fieldName": "days", "validData": [true, false], "scalars": { "arrayData": { "elementType": "Int16",
                    "data": [{ "intData": { "data": [-32768, 32767] } }] } } },
                { "type": "Float16Vector", "fieldName": "f16", "validData": [true, false], "vectors": { "dim": "2",
                    "float16Vector": "ADwAwA==" } },
                { "type": "SparseFloatVector", "fieldName": "sparse", "validData": [true, false],
                  "vectors": { "dim": "4294967295", "sparseFloatVector": { "dim": "4294967295",
                      "contents": ["AAAAAAAAgD/+////AAAAPw=="] } } },
                { "type": "ArrayOfStruct", "fieldName": "chunks", {{Chunks}} },
                { "type": "JSON", "fieldName": "$meta", "isDynamic": true, "scalars": { "jsonData": { "data": ["{{Base64(
                "{}"
            )}}", "{{Base64("""{"more":1}""")}}"] } } }]
            }
            """);
    }

    [Fact]
    public void DataTypeRequest_rows_of_every_type_come_back()
    {
        Log.Answer(
            "Query",
            JsonParser.Default.Parse<QueryResults>(
                $$"""
                {
                  "collectionName": "every", "fieldsData": [
                    { "type": "Int64", "fieldName": "id", "scalars": { "longData": { "data": ["1", "2"] } } },
                    { "type": "Int8", "fieldName": "i8", "validData": [true, false], "scalars": { "intData": { "data": [-128, 0] } } },
                    { "type": "Geometry", "fieldName": "geo", "scalars": { "geometryWktData": { "data": ["POINT (1 2)", ""] },
                        "validData": [true, false] } },
                    { "type": "Timestamptz", "fieldName": "time", "scalars": { "stringData": { "data": ["2025-01-02T03:04:05Z",
                        "2025-01-02T03:04:06Z"] } } },
                    { "type": "Text", "fieldName": "text", "scalars": { "stringData": { "data": ["né", ""] } } },
                    { "type": "JSON", "fieldName": "json", "validData": [false, true], "scalars": { "jsonData": { "data": ["", "{{Base64(
                    """{"a":1}"""
                )}}"] } } },
                    { "type": "Array", "fieldName": "days", "validData": [true, false],
                        "scalars": { "arrayData": { "elementType": "Int16", "data": [{ "intData": { "data": [1, 2] } }, { }] } } },
                    { "type": "Float16Vector", "fieldName": "f16", "validData": [false, true], "vectors": { "dim": "2",
                        "float16Vector": "ADwAwA==" } },
                    { "type": "SparseFloatVector", "fieldName": "sparse", "validData": [false, true],
                        "vectors": { "sparseFloatVector": { "contents": ["AAAAAAAAgD/+////AAAAPw=="] } } },
                    { "type": 777, "fieldName": "newer", "scalars": { "stringData": { "data": ["x", "y"] } } },
                    { "type": "ArrayOfStruct", "fieldName": "chunks", {{Chunks}} },
                    { "type": "JSON", "fieldName": "$meta", "isDynamic": true, "scalars": { "jsonData": { "data": ["{{Base64(
                    """{"more":1}"""
                )}}", "{{Base64("{}")}}"] } } }]
                }
                """
            ));

        var rows = Do("Get-MilvusEntity every -Id 1, 2").Output;

        Assert.Equal([(sbyte)-128, null], Values("i8"));
        Assert.Equal(["POINT (1 2)", null], Values("geo"));
        Assert.Equal(["2025-01-02T03:04:05Z", "2025-01-02T03:04:06Z"], Values("time"));
        Assert.Equal(["né", ""], Values("text"));
        Assert.Equal([null, "@{a=1}"], Values("json").Select(value => value?.ToString()));
        Assert.Equal([new[] { 1, 2 }, null], Values("days"));
        Assert.Equal([null, new float[] { 1, -2 }], Values("f16"));
        Assert.Equal(
            [null, "0=1 4294967294=0.5"],
            Values("sparse")
                .Select(value =>
                    value is IDictionary pairs ? string.Join(' ', pairs.Keys.Cast<object>().Select(key => $"{key}={pairs[key]}")) : null));
        Assert.Equal(["x", "y"], Values("newer"));
        Assert.Equal([1L, null], rows.Select(row => row.Properties["more"]?.Value));
        Assert.Null(Values("chunks")[1]);
        Assert.Equal(
            "-128 127; 3 4",
            Do("$row = @(Get-MilvusEntity every -Id 1, 2)[0]; \"$($row.chunks.page); $($row.chunks[1].emb)\"").Output.Single().ToString());

        List<object?> Values(string field) => [.. rows.Select(row => row.Properties[field].Value)];
    }

    // pymilvus ends with an AttributeError here.
    [Fact]
    public void Add_MilvusEntity_name_of_all_dynamic_keys_together_is_refused()
    {
        var error = Assert.Single(Run("@{ id = 1; time = 't'; text = 'x'; '$meta' = @{ a = 1 } } | Add-MilvusEntity every").Errors);

        Assert.StartsWith("MilvusSchemaMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("use the names of the keys", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Insert", Log.Names);
    }

    private static string Base64(string json) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(json));
}
