using System.Text.Json;
using Google.Protobuf;
using Milvus.Core.Errors;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Client.Values;

/// <summary>The scalars of an answer.</summary>
internal static class ScalarReader
{
    internal static (int Count, Func<int, object?> Value) Open(Protocol.ScalarField scalars, Protocol.DataType type, string method)
    {
        switch (scalars.DataCase)
        {
            case Protocol.ScalarField.DataOneofCase.BoolData:
                return (scalars.BoolData.Data.Count, i => scalars.BoolData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.IntData:
                var ints = scalars.IntData.Data;
                return FieldTypes.Of((DataType)(int)type) is { Wire: WireCase.Int, Number: { } small }
                    ? (ints.Count, i => small.Box(ints[i]))
                    : (ints.Count, i => ints[i]);
            case Protocol.ScalarField.DataOneofCase.LongData:
                var longs = scalars.LongData.Data;
                return FieldTypes.Of((DataType)(int)type) is { Wire: WireCase.Long, Number: { } large }
                    ? (longs.Count, i => large.Box(longs[i]))
                    : (longs.Count, i => longs[i]);
            case Protocol.ScalarField.DataOneofCase.FloatData:
                return (scalars.FloatData.Data.Count, i => scalars.FloatData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.DoubleData:
                return (scalars.DoubleData.Data.Count, i => scalars.DoubleData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.StringData:
                return (scalars.StringData.Data.Count, i => scalars.StringData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.GeometryWktData:
                return (scalars.GeometryWktData.Data.Count, i => scalars.GeometryWktData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.BytesData:
                return (scalars.BytesData.Data.Count, i => scalars.BytesData.Data[i].ToByteArray());
            case Protocol.ScalarField.DataOneofCase.TimestamptzData:
                return (scalars.TimestamptzData.Data.Count, i => scalars.TimestamptzData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.GeometryData:
                return (scalars.GeometryData.Data.Count, i => scalars.GeometryData.Data[i].ToByteArray());
            case Protocol.ScalarField.DataOneofCase.MolData:
                return (scalars.MolData.Data.Count, i => scalars.MolData.Data[i].ToByteArray());
            case Protocol.ScalarField.DataOneofCase.MolSmilesData:
                return (scalars.MolSmilesData.Data.Count, i => scalars.MolSmilesData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.DateData:
                return (scalars.DateData.Data.Count, i => scalars.DateData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.TimeData:
                return (scalars.TimeData.Data.Count, i => scalars.TimeData.Data[i]);
            case Protocol.ScalarField.DataOneofCase.JsonData:
                return (scalars.JsonData.Data.Count, i => ReadJsonField(scalars.JsonData.Data[i], method));
            case Protocol.ScalarField.DataOneofCase.ArrayData:
                var arrays = scalars.ArrayData.Data;
                return (arrays.Count, i => Elements(arrays[i], method));
            case Protocol.ScalarField.DataOneofCase.None:
                return (0, _ => null);
            default:
                throw CreateProtocolError(
                    method,
                    string.Empty,
                    $"scalars of the kind {scalars.DataCase}, which this version does not support");
        }
    }

    /// <summary>
    /// The value of a JSON field, such that writing it again stores the same: a string is marked, and JSON null is the text null, because
    /// null means that the row has no JSON.
    /// </summary>
    private static object? ReadJsonField(ByteString bytes, string method) => ReadJson(bytes, method) switch
    {
        string text => new JsonString(text),
        null when !bytes.IsEmpty => "null",
        var value => value,
    };

    internal static object? ReadJson(ByteString bytes, string method)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        try
        {
            return JsonValues.Parse(bytes.Span);
        }
        catch (JsonException e)
        {
            throw CreateProtocolError(method, string.Empty, $"an invalid JSON value ({e.Message})");
        }
    }

    internal static MilvusException CreateProtocolError(string method, string field, string what) =>
        new(
            MilvusErrorId.ProtocolError,
            $"The answer to {method} violates the contract: {(field.Length > 0 ? $"field '{field}' has " : string.Empty)}{what}.")
        {
            Method = method,
            Field = field.Length > 0 ? field : null,
            RecommendedAction = DefaultAdvice.Find(MilvusErrorId.ProtocolError),
        };

    private static object? Elements(Protocol.ScalarField array, string method) => array.DataCase switch
    {
        Protocol.ScalarField.DataOneofCase.BoolData => array.BoolData.Data.ToArray(),
        Protocol.ScalarField.DataOneofCase.IntData => array.IntData.Data.ToArray(),
        Protocol.ScalarField.DataOneofCase.LongData => array.LongData.Data.ToArray(),
        Protocol.ScalarField.DataOneofCase.FloatData => array.FloatData.Data.ToArray(),
        Protocol.ScalarField.DataOneofCase.DoubleData => array.DoubleData.Data.ToArray(),
        Protocol.ScalarField.DataOneofCase.StringData => array.StringData.Data.ToArray(),
        Protocol.ScalarField.DataOneofCase.None => Array.Empty<object>(),
        _ => throw CreateProtocolError(method, string.Empty, $"an array of the kind {array.DataCase}, which this version does not support"),
    };
}
