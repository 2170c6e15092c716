using System.Runtime.InteropServices;

namespace Milvus.Embedded.Index;

/// <summary>Writes arrays as they are in memory, little-endian, followed by a checksum.</summary>
internal sealed class ChecksumWriter(Stream stream)
{
    private uint _checksum = uint.MaxValue;

    public void Write(ReadOnlySpan<int> values) => Write(MemoryMarshal.AsBytes(values));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _checksum = Checksum.Append(_checksum, bytes);
        stream.Write(bytes);
    }

    public void WriteChecksum() => stream.Write(BitConverter.GetBytes(_checksum));
}
