using System.Text;
using Milvus.Embedded.Errors;
using Milvus.Formats;
using Milvus.Formats.Numpy;
using Milvus.Protocol;

namespace Milvus.Embedded.Import.Files;

/// <summary>A .npy file of an import, which is read from its beginning to its end and can be larger than memory.</summary>
internal sealed class NumpyFile : IDisposable
{
    private static readonly UTF32Encoding _utf32 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly SourceStream _stream;
    private readonly NpyReader _reader;

    private NumpyFile(string path, SourceStream stream) => (_path, _stream, _reader) = (path, stream, new NpyReader(stream));

    /// <summary>The kind and size of elements, without the byte order: i8, f4, U5, b1 …</summary>
    public string Type => _reader.Header.Type;

    public IReadOnlyList<long> Shape => _reader.Header.Shape;

    public long Rows => _reader.Header.Rows;

    /// <summary>The number of elements of a row.</summary>
    public int RowElements => _reader.Header.RowElements;

    /// <summary>Whether the elements are texts.</summary>
    public bool IsText => _reader.Header.IsText;

    /// <summary>The number of bytes that were read.</summary>
    public long Position => _stream.Position;

    /// <summary>The name of the type in Milvus.</summary>
    public string TypeName => Type switch
    {
        "f2" => "Float16",
        "u1" => "UInt8",
        _ when IsText => nameof(DataType.VarChar),
        _ => FieldTypes.All.FirstOrDefault(type => !type.IsVector && type.Numpy.Contains(Type))?.Type.ToString() ?? Type,
    };

    /// <summary>Opens a file. The stream is closed with it, also if it is not a NumPy file.</summary>
    public static NumpyFile Open(string path, SourceStream stream)
    {
        try
        {
            return new NumpyFile(path, stream);
        }
        catch (RowFileException failure)
        {
            stream.Dispose();
            throw failure.Fault == RowFileFault.Truncated
                ? CreateShort()
                : new ImportFailure($"failed to read the file header '{path}', error: {GetReason(failure)}");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="SourceStream.EnsureUnchanged"/>
    public void EnsureUnchanged() => _stream.EnsureUnchanged();

    public void Dispose() => _reader.Dispose();

    /// <summary>The bytes of the next rows.</summary>
    public byte[] Read(int rows)
    {
        try
        {
            return _reader.Read(rows);
        }
        catch (RowFileException)
        {
            throw CreateShort();
        }
    }

    /// <summary>The text of a row, which ends where only NULs follow.</summary>
    public string ReadText(byte[] bytes, int row)
    {
        var width = _reader.Header.RowBytes;
        try
        {
            return (Type[0] == 'U' ? (Encoding)_utf32 : _utf8).GetString(bytes, row * width, width).TrimEnd('\0');
        }
        catch (ArgumentException)
        {
            throw new ImportFailure($"the file '{_path}' has a text that is not {(Type[0] == 'U' ? "UTF-32" : "UTF-8")}");
        }
    }

    // The text of Milvus for a header that ends early.
    private static string GetReason(RowFileException failure) => failure.Reason == NpyHeader.EndsEarly ? "unexpected EOF" : failure.Reason;

    private static ImportFailure CreateShort() => new("failed to read the elements, error: unexpected EOF");
}
