using System.Text.Json;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Finds a name that an object within a row has twice. A reader would take the last value, and lose the others.</summary>
internal static class RepeatedNames
{
    /// <summary>Checks all objects of a row except the row itself, whose names are checked with its fields.</summary>
    /// <exception cref="JsonException">A name is there twice, or it is not JSON.</exception>
    internal static void Check(ReadOnlySpan<byte> row)
    {
        // Most rows have no object.
        if (row.Count((byte)'{') < 2)
        {
            return;
        }

        var reader = new Utf8JsonReader(row, JsonValues.ReaderOptions);
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    names.Pop();
                    break;
                case JsonTokenType.PropertyName when names.Count > 1 && JsonReading.ReadText(ref reader) is var name:
                    if (!names.Peek().Add(name))
                    {
                        throw new JsonException($"An object has the name '{name}' twice.");
                    }

                    break;
            }
        }
    }
}
