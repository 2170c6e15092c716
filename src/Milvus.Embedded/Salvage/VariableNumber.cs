namespace Milvus.Embedded.Salvage;

/// <summary>The numbers of 1 to 9 bytes of SQLite.</summary>
internal static class VariableNumber
{
    private const int MaxBytes = 9;

    /// <summary>Reads a number and moves behind it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out long number)
    {
        number = 0;
        for (var i = 0; i < MaxBytes; i++)
        {
            if (at < 0 || at >= bytes.Length)
            {
                return false;
            }

            var next = bytes[at++];
            if (i == MaxBytes - 1)
            {
                number = (number << 8) | next;
                return true;
            }

            number = (number << 7) | (uint)(next & 0x7F);
            if (next < 0x80)
            {
                return true;
            }
        }

        return true;
    }
}
