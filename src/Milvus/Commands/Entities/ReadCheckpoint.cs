using System.Globalization;
using System.Text;
using System.Text.Json;
using Milvus.Core.Calls;
using Milvus.Files;

namespace Milvus.Commands.Entities;

/// <summary>
/// The checkpoint file of a read: a JSON object with the read, the timestamp of its snapshot, the key of the last row
/// that was output, and the number of output rows. It is rewritten after each page, and when the pipeline ends within a page.
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

    /// <summary>The position to continue from; null at the beginning.</summary>
    internal ReadPosition? Position { get; private set; }

    /// <summary>The number of rows that were output.</summary>
    internal long Rows { get; private set; }

    /// <exception cref="MilvusException">The file belongs to another read, or is not a checkpoint.</exception>
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
            throw CreateError($"The file '{path}' is not a checkpoint that this version can read: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CreateError($"The checkpoint '{path}' cannot be read: {failure.Message}", failure);
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
            // The file is replaced atomically: if the process is killed, it has the old or the new position.
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
            throw new FormatException("its format is not supported.");
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
            throw CreateError(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The checkpoint '{_path}' belongs to another read ({known}), not to this one ({_read})."),
                null);
        }

        var after = root.GetProperty("after");
        Position = new ReadPosition(
            after.ValueKind == JsonValueKind.String ? after.GetString()! : after.GetInt64(),
            root.GetProperty("session").GetUInt64());
        Rows = root.GetProperty("rows").GetInt64();

        string Text(string name) => root.GetProperty(name).GetString() ?? string.Empty;
    }

    private static MilvusException CreateError(string message, Exception? cause) => new(MilvusErrorId.InvalidArgument, message, cause)
    {
        RecommendedAction = "Remove the file to read from the beginning, or use another file.",
    };
}
