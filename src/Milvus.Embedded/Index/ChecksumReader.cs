using System.Runtime.InteropServices;

namespace Milvus.Embedded.Index;

/// <summary>Reads what <see cref="ChecksumWriter"/> wrote and verifies the checksum.</summary>
internal sealed class ChecksumReader(Stream stream)
{
    private uint _checksum = uint.MaxValue;

    public static InvalidDataException CreateDamaged() => new("the stored index is damaged: build it again");

    public int[] ReadInts(int count)
    {
        var values = new int[count];
        Read(values);
        return values;
    }

    public void Read(Span<int> values) => Read(MemoryMarshal.AsBytes(values));

    public void Read(Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("the stored index is cut short: build it again", exception);
        }

        _checksum = Checksum.Append(_checksum, bytes);
    }

    public void CheckChecksum()
    {
        var expected = _checksum;
        Span<byte> stored = stackalloc byte[sizeof(uint)];
        Read(stored);
        if (BitConverter.ToUInt32(stored) != expected)
        {
            throw CreateDamaged();
        }
    }
}
