using System.IO.Compression;

namespace Milvus.Formats.Writing;

/// <summary>Writes one field as a .npy file, or several as the arrays of a .npz file.</summary>
internal sealed class NumpyRowWriter : RowWriter
{
    private readonly Stream _stream;
    private readonly Func<Stream> _createScratch;
    private readonly (string Name, Stream Stream, NpyFileWriter Writer)[] _fields;
    private readonly bool _isArchive;

    /// <param name="stream">The target, which must be able to seek and stays open.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="isArchive">Whether to write a .npz file; otherwise there is one field.</param>
    /// <param name="createScratch">Creates a temporary file that goes away when it is closed.</param>
    /// <exception cref="MilvusException">Arrays of NumPy have no place for a field.</exception>
    internal NumpyRowWriter(Stream stream, IReadOnlyList<Field> fields, bool isArchive, Func<Stream> createScratch)
    {
        (_stream, _isArchive, _createScratch) = (stream, isArchive, createScratch);
        Check(fields);
        _fields = new (string, Stream, NpyFileWriter)[fields.Count];
        try
        {
            for (var i = 0; i < fields.Count; i++)
            {
                var target = isArchive ? createScratch() : stream;
                _fields[i] = (fields[i].Name, target, null!);
                _fields[i] = (fields[i].Name, target, new NpyFileWriter(target, fields[i]));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Refuses fields before a file is created.</summary>
    /// <exception cref="MilvusException">Arrays of NumPy have no place for a field.</exception>
    internal static void Check(IEnumerable<Field> fields)
    {
        foreach (var field in fields)
        {
            NpyFileWriter.Check(field);
        }
    }

    public override void Dispose()
    {
        foreach (var (_, stream, _) in _fields)
        {
            if (stream == _stream)
            {
                continue;
            }

            try
            {
                stream?.Dispose();
            }
            catch (IOException)
            {
                // It writes the rest of its buffer to a full disk. The failure was reported, and the other files must go, too.
            }
        }
    }

    internal override void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var values = row.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (_isArchive && values.Keys.FirstOrDefault(name => !Array.Exists(_fields, field => field.Name == name)) is { } other)
        {
            throw new MilvusException(
                MilvusErrorId.SchemaMismatch, $"The dynamic key '{other}' has no place in a .npz file.")
            {
                Field = other,
                RecommendedAction = "Write another format, or name the fields to write with -OutputField.",
            };
        }

        foreach (var (name, _, writer) in _fields)
        {
            Pending += writer.Write(values.GetValueOrDefault(name));
        }
    }

    internal override void Commit() => Pending = 0;

    internal override void Finish()
    {
        foreach (var (_, _, writer) in _fields)
        {
            writer.Finish(_createScratch);
        }

        if (_isArchive)
        {
            using var archive = new ZipArchive(_stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, content, _) in _fields)
            {
                content.Position = 0;
                // Like numpy.savez: vectors hardly become smaller.
                using var entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression).Open();
                content.CopyTo(entry);
            }
        }

        _stream.Flush();
    }
}
