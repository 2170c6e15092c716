using Google.Protobuf;
using Milvus.Client.Values;

namespace Milvus.Tests.Columns;

/// <summary>Values of types of later versions, which this client only passes on.</summary>
public sealed class NewerKindsTests
{
    public static TheoryData<string, object> Sent => new()
    {
        { """{ "geometryData": { "data": ["AQI="] } }""", new byte[] { 1, 2 } },
        { """{ "geometryWktData": { "data": ["POINT (1 2)"] } }""", "POINT (1 2)" },
        { """{ "molData": { "data": ["AQI="] } }""", new byte[] { 1, 2 } },
        { """{ "molSmilesData": { "data": ["CCO"] } }""", "CCO" },
        { """{ "dateData": { "data": [20000] } }""", 20000 },
        { """{ "timeData": { "data": ["86399999999"] } }""", 86_399_999_999L },
        { """{ "timestamptzData": { "data": ["1700000000000000"] } }""", 1_700_000_000_000_000L },
    };

    [Theory]
    [MemberData(nameof(Sent))]
    public void NewerKinds_they_are_read_as_they_are(string json, object expected)
    {
        var data = new Protocol.FieldData
        {
            FieldName = "new",
            Type = (Protocol.DataType)777,
            Scalars = JsonParser.Default.Parse<Protocol.ScalarField>(json),
        };

        Assert.Equal(expected, FieldDataReader.Read(data, 1, "Query").Read(0));
    }
}
