using System.Text.Json;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Whether a JSON array equals a list: the same elements in the same order.</summary>
internal static class JsonArrayEquality
{
    /// <param name="reader">At the start of the array; afterwards at any token of it.</param>
    /// <param name="items">The elements of the list.</param>
    public static bool Equal(ref Utf8JsonReader reader, Constant[] items)
    {
        foreach (var item in items)
        {
            if (!reader.Read() || !ItemEquals(ref reader, item))
            {
                return false;
            }
        }

        return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool ItemEquals(ref Utf8JsonReader reader, Constant item) => (reader.TokenType, item.Kind) switch
    {
        (JsonTokenType.Number, ConstantKind.Int64) => reader.TryGetInt64(out var value) && value == item.Int64,
        (JsonTokenType.Number, ConstantKind.Double) => reader.GetDouble() == item.Double,
        (JsonTokenType.String, ConstantKind.String) => reader.ValueTextEquals(item.String),
        (JsonTokenType.True, ConstantKind.Bool) => item.Bool,
        (JsonTokenType.False, ConstantKind.Bool) => !item.Bool,
        (JsonTokenType.StartArray, ConstantKind.Array) => Equal(ref reader, item.Items),
        _ => false,
    };
}
