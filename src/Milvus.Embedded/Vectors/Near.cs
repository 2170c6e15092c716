namespace Milvus.Embedded.Vectors;

/// <summary>
/// A distance and a row in one number that sorts as they do: nearer first, of equal distance the smaller row first.
/// </summary>
internal static class Near
{
    private const uint Sign = 0x80000000;

    public static ulong Pack(float distance, int row)
    {
        // Plus zero: minus zero would sort before it.
        var bits = BitConverter.SingleToUInt32Bits(distance + 0f);
        var ordered = (bits & Sign) != 0 ? ~bits : bits | Sign;
        return (ulong)ordered << 32 | (uint)row;
    }

    public static int Row(ulong near) => (int)(uint)near;

    public static float Distance(ulong near)
    {
        var ordered = (uint)(near >> 32);
        return BitConverter.UInt32BitsToSingle((ordered & Sign) != 0 ? ordered & ~Sign : ~ordered);
    }
}
