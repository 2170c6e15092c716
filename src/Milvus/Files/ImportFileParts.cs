using System.Globalization;
using System.Text.RegularExpressions;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Files;

/// <summary>
/// The files that ConvertTo-MilvusImportFile writes: one, or parts with a number of rows each. They get their names when all are complete.
/// </summary>
/// <param name="target">The file; parts have a number before its extension.</param>
/// <param name="partRows">The maximum number of rows of a part; null for one file.</param>
/// <param name="replace">Whether existing files are replaced.</param>
/// <param name="create">Creates the writer of a file.</param>
internal sealed class ImportFileParts(string target, long? partRows, bool replace, Func<Stream, IImportRows> create) : IDisposable
{
    private readonly List<(string Name, string Draft)> _complete = [];
    private string? _draft;
    private FileStream? _stream;
    private IImportRows? _writer;

    /// <summary>The number of rows of all files.</summary>
    internal long RowCount { get; private set; }

    private string NextName => partRows is null ? target : GetPartName(_complete.Count + 1);

    /// <summary>Checks the files that exist.</summary>
    /// <returns>Their number.</returns>
    /// <exception cref="MilvusException">A file exists, and must not be replaced.</exception>
    internal int Check()
    {
        List<string> existing = partRows is null ? [target] : [.. FindParts()];
        existing.ForEach(file => LocalFiles.CheckTarget(file, replace));
        return existing.Count(File.Exists);
    }

    /// <summary>Creates the first file, so that a folder that cannot be written is an error before the first row.</summary>
    /// <exception cref="MilvusException">It cannot be created.</exception>
    internal void Begin() => Open();

    /// <summary>Adds a row.</summary>
    /// <exception cref="MilvusException">The row does not fit, or a file cannot be written; the latter has an IOException.</exception>
    internal void Add(IEnumerable<KeyValuePair<string, object?>> row)
    {
        if (partRows <= _writer!.RowCount)
        {
            Close();
            Open();
        }

        LocalFiles.RunWrite(NextName, () => _writer!.Add(row));
        RowCount++;
    }

    /// <summary>Gives the files their names. Parts of an earlier run that had more of them are removed.</summary>
    internal IReadOnlyList<FileInfo> Finish()
    {
        Close();
        var stale = partRows is null ? [] : FindParts().Except(_complete.Select(part => part.Name)).ToList();
        foreach (var (name, draft) in _complete)
        {
            LocalFiles.RunWrite(name, () => File.Move(draft, LocalFiles.FollowLinks(name), replace));
        }

        stale.ForEach(file => LocalFiles.RunWrite(file, () => File.Delete(file)));
        var files = _complete.ConvertAll(part => new FileInfo(part.Name));
        _complete.Clear();
        return files;
    }

    /// <summary>Removes files that are not complete.</summary>
    public void Dispose()
    {
        if (_draft is not null)
        {
            LocalFiles.Discard(_draft, _writer, _stream);
            _draft = null;
        }

        _complete.ForEach(part => File.Delete(part.Draft));
        _complete.Clear();
    }

    private void Open()
    {
        LocalFiles.CheckTarget(NextName, replace);
        var draft = LocalFiles.GetDraftPath(LocalFiles.FollowLinks(NextName));
        _stream = LocalFiles.RunWrite(NextName, () => LocalFiles.Create(draft));
        _draft = draft;
        _writer = create(_stream);
    }

    private void Close()
    {
        LocalFiles.RunWrite(NextName, () =>
        {
            _writer!.Finish();
            _writer.Dispose();
            _stream!.Dispose();
        });
        _complete.Add((NextName, _draft!));
        _draft = null;
    }

    private string GetPartName(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{target[..^Path.GetExtension(target).Length]}-{number:0000}{Path.GetExtension(target)}");

    private IEnumerable<string> FindParts()
    {
        var (folder, stem, ending) = (Path.GetDirectoryName(target)!, Path.GetFileNameWithoutExtension(target), Path.GetExtension(target));
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder)
                .Where(file => Regex.IsMatch(
                    Path.GetFileName(file),
                    $"^{Regex.Escape(stem)}-[0-9]{{4,}}{Regex.Escape(ending)}$",
                    RegexOptions.CultureInvariant))
                .Order(StringComparer.Ordinal)
            : [];
    }
}
