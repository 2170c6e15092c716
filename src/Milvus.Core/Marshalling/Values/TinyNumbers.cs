using System.Text;
using System.Text.Json;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Finds numbers in JSON that a reader would take for zero, although they are not.</summary>
internal static class TinyNumbers
{
    private const int ExponentDigits = 3;
    private static readonly byte[] _zeros = Encoding.ASCII.GetBytes(new string('0', 300));

    /// <summary>Checks all numbers, if the text can have one of that kind.</summary>
    /// <exception cref="MilvusException">A number is smaller than any double.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    internal static void Check(ReadOnlySpan<byte> json)
    {
        if (!HasExponent(json, "e-"u8) && !HasExponent(json, "E-"u8) && json.IndexOf(_zeros) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json, JsonValues.ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number && reader.GetDouble() == 0)
            {
                var number = Encoding.ASCII.GetString(reader.ValueSpan);
                if (!FloatPrecision.IsZero(number))
                {
                    throw new MilvusException(
                        MilvusErrorId.ValueOutOfRange,
                        $"The number {ColumnErrors.ShowNumber(number)} is too small for a 64-bit float: it would become 0.");
                }
            }
        }
    }

    // The smallest double is about 5e-324.
    private static bool HasExponent(ReadOnlySpan<byte> json, ReadOnlySpan<byte> mark)
    {
        while (json.IndexOf(mark) is >= 0 and var at)
        {
            json = json[(at + mark.Length)..];
            if (json.Length >= ExponentDigits && !json[..ExponentDigits].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return true;
            }
        }

        return false;
    }
}
