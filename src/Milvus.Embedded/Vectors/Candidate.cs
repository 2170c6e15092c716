namespace Milvus.Embedded.Vectors;

/// <summary>Packs a distance and a row into one number that sorts by distance, then by row.</summary>
/// <remarks>The bits of the float32 are made to sort as an unsigned integer: M. Herf, "Radix Tricks" (2001).</remarks>
internal static class Candidate
{
    private const uint Sign = 0x80000000;

    public static ulong Pack(float distance, int row)
    {
        // -0 would sort before 0; adding 0 turns it into 0.
        var bits = BitConverter.SingleToUInt32Bits(distance + 0f);
        var ordered = (bits & Sign) != 0 ? ~bits : bits | Sign;
        return (ulong)ordered << 32 | (uint)row;
    }

    public static int UnpackRow(ulong candidate) => (int)(uint)candidate;

    public static float UnpackDistance(ulong candidate)
    {
        var ordered = (uint)(candidate >> 32);
        return BitConverter.UInt32BitsToSingle((ordered & Sign) != 0 ? ordered & ~Sign : ~ordered);
    }
}
