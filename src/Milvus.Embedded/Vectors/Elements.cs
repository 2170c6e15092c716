using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Milvus.Embedded.Vectors;

/// <summary>Elements of IEEE 754 single precision.</summary>
internal readonly struct Float32Element : IElement
{
    public static nuint Size => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadEight(ref readonly byte vector, nuint element) =>
        Vector256.LoadUnsafe(in vector, element * sizeof(float)).AsSingle();

    public static float Load(ref readonly byte vector, nuint element) =>
        Unsafe.ReadUnaligned<float>(in Unsafe.Add(ref Unsafe.AsRef(in vector), element * sizeof(float)));
}

/// <summary>Elements of IEEE 754 half precision.</summary>
internal readonly struct Float16Element : IElement
{
    public static nuint Size => sizeof(ushort);

    /// <summary>
    /// Moves the bits to their positions in a float32, then multiplies by 2^112 for the difference of the exponent biases. This is exact,
    /// subnormals included. Infinity would become 65536, but rows with infinity are rejected before they are stored.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadEight(ref readonly byte vector, nuint element)
    {
        var bits = Vector256.WidenLower(Vector128.LoadUnsafe(in vector, element * sizeof(ushort)).AsUInt16().ToVector256Unsafe());
        var magnitude = Vector256.ShiftLeft(bits & Vector256.Create(0x7FFFu), 13).AsSingle() * Vector256.Create(5.192296858534828e33f);
        return magnitude | Vector256.ShiftLeft(bits & Vector256.Create(0x8000u), 16).AsSingle();
    }

    public static float Load(ref readonly byte vector, nuint element) =>
        (float)Unsafe.ReadUnaligned<Half>(in Unsafe.Add(ref Unsafe.AsRef(in vector), element * sizeof(ushort)));
}

/// <summary>Elements of bfloat16, which is the upper half of a float32.</summary>
internal readonly struct BFloat16Element : IElement
{
    public static nuint Size => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadEight(ref readonly byte vector, nuint element) => Vector256.ShiftLeft(
        Vector256.WidenLower(Vector128.LoadUnsafe(in vector, element * sizeof(ushort)).AsUInt16().ToVector256Unsafe()), 16).AsSingle();

    public static float Load(ref readonly byte vector, nuint element) => BitConverter.UInt32BitsToSingle(
        (uint)Unsafe.ReadUnaligned<ushort>(in Unsafe.Add(ref Unsafe.AsRef(in vector), element * sizeof(ushort))) << 16);
}

/// <summary>Elements of signed bytes.</summary>
internal readonly struct Int8Element : IElement
{
    public static nuint Size => sizeof(sbyte);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadEight(ref readonly byte vector, nuint element)
    {
        var eight = Unsafe.ReadUnaligned<ulong>(in Unsafe.Add(ref Unsafe.AsRef(in vector), element));
        var shorts = Vector128.WidenLower(Vector128.CreateScalarUnsafe(eight).AsSByte());
        return Vector256.ConvertToSingle(Vector256.WidenLower(shorts.ToVector256Unsafe()));
    }

    public static float Load(ref readonly byte vector, nuint element) => (sbyte)Unsafe.Add(ref Unsafe.AsRef(in vector), element);
}
