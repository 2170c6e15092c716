using System.Globalization;
using System.Text;
using System.Text.Json;
using Milvus.Files;

namespace Milvus;

/// <summary>
/// The file of a read that can be interrupted: one JSON object with what is read, the moment of the server, the key of the last row
/// that was handed on, and how many those were. It is written anew after each page, and when the pipeline ends in the midst of one.
/// </summary>
internal sealed class ReadCheckpoint
{
    private const int Format = 1;

    private readonly string _path;
    private readonly CheckpointedRead _read;

    private ReadCheckpoint(string path, CheckpointedRead read)
    {
        _path = path;
        _read = read;
    }

    /// <summary>Where to go on; null at the beginning.</summary>
    internal ReadPosition? Position { get; private set; }

    /// <summary>Rows that were handed on.</summary>
    internal long Rows { get; private set; }

    /// <exception cref="MilvusException">The file is of another read, or no checkpoint.</exception>
    internal static ReadCheckpoint Open(string path, CheckpointedRead read)
    {
        var checkpoint = new ReadCheckpoint(path, read);
        try
        {
            if (File.Exists(path))
            {
                checkpoint.Load();
            }

            return checkpoint;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Wrong($"The file '{path}' is not a checkpoint that this version can read: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"The checkpoint '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    internal void Save(ReadPosition position, int rows)
    {
        Rows += rows;
        Position = position;
        var text = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["milvusCheckpoint"] = Format,
            ["server"] = _read.Server,
            ["database"] = _read.Database,
            ["collection"] = _read.Collection,
            ["collectionId"] = _read.CollectionId,
            ["filter"] = _read.Filter,
            ["partition"] = _read.Partition,
            ["session"] = position.Session,
            ["after"] = position.After,
            ["rows"] = Rows,
        });
        try
        {
            // Renamed into place, so that whoever is killed here leaves the old place or the new one.
            LocalFiles.Write(_path, Encoding.UTF8.GetBytes(text), replace: true);
        }
        catch (MilvusException failure)
        {
            throw new MilvusException(failure.ErrorId, $"The checkpoint cannot be written. {failure.Message}", failure)
            {
                RecommendedAction = failure.RecommendedAction,
            };
        }
    }

    internal void Remove() => File.Delete(_path);

    private void Load()
    {
        using var document = JsonDocument.Parse(LocalFiles.Read(_path));
        var root = document.RootElement;
        if (root.GetProperty("milvusCheckpoint").GetInt32() != Format)
        {
            throw new FormatException("its format is another one.");
        }

        var known = new CheckpointedRead(
            Text("server"),
            Text("database"),
            Text("collection"),
            root.GetProperty("collectionId").GetInt64(),
            Text("filter"),
            Text("partition"));
        if (known != _read)
        {
            throw Wrong(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The checkpoint '{_path}' belongs to another read: {known}, and this one is {_read}."),
                null);
        }

        var after = root.GetProperty("after");
        Position = new ReadPosition(
            after.ValueKind == JsonValueKind.String ? after.GetString()! : after.GetInt64(),
            root.GetProperty("session").GetUInt64());
        Rows = root.GetProperty("rows").GetInt64();

        string Text(string name) => root.GetProperty(name).GetString() ?? string.Empty;
    }

    private static MilvusException Wrong(string message, Exception? cause) => new(MilvusErrorId.InvalidArgument, message, cause)
    {
        RecommendedAction = "Remove the file to read from the beginning, or name another one.",
    };
}
