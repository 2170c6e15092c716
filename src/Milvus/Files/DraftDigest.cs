using System.Security.Cryptography;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Files;

/// <summary>The digest of the rows of an incomplete file, which grows with the file. A footer does not belong to it.</summary>
internal sealed class DraftDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _length;

    /// <summary>Reads the bytes that are new since the last call. The position of the file is at its end afterwards.</summary>
    /// <param name="draft">The file.</param>
    /// <param name="length">Its length.</param>
    /// <param name="footer">The bytes of its footer, at its end.</param>
    internal DraftEnd Read(FileStream draft, long length, int footer)
    {
        draft.Position = _length;
        while (_length < length - footer)
        {
            var part = _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, length - footer - _length));
            draft.ReadExactly(part);
            _hash.AppendData(part);
            _length += part.Length;
        }

        draft.Position = draft.Length;
        return new DraftEnd(length, Sha256Text.From(_hash.GetCurrentHash()));
    }

    public void Dispose() => _hash.Dispose();
}
