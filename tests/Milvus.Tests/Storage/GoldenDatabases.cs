using Milvus.Protocol;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Storage;

/// <summary>
/// The golden databases of each format. Run the tests with MILVUS_UPDATE_GOLDEN=1 to create those of the current format;
/// docs/file-format.md describes when.
/// </summary>
internal static class GoldenDatabases
{
    /// <summary>The database that is copied while it is open, so that its rows are in the log.</summary>
    public const string NotClosed = "not-closed";

    public static IReadOnlyDictionary<string, Action<Engine>> Fillers { get; } = new Dictionary<string, Action<Engine>>
    {
        ["types"] = GoldenTypes.Fill,
        ["indexes"] = GoldenIndexes.Fill,
        ["catalog"] = GoldenCatalog.Fill,
        ["users"] = GoldenAccess.FillUsers,
        ["resource-groups"] = GoldenAccess.FillResourceGroups,
        ["history"] = GoldenHistory.Fill,
        [NotClosed] = GoldenHistory.FillWrites,
    };

    /// <summary>Creates a golden database at a path, and returns its answers after reopening.</summary>
    public static string Make(string name, TemporaryFolder folder, string path)
    {
        var made = folder.File("made.db");
        using (var engine = new Engine(made))
        {
            Fillers[name](engine);
            if (name == NotClosed)
            {
                Copy(made, path);
            }
        }

        if (name != NotClosed)
        {
            Copy(made, path);
        }

        // Reads change the file, so a copy is read.
        var asked = folder.File("asked.db");
        Copy(path, asked);
        using var again = new Engine(asked);
        return GoldenAnswers.Of(again);
    }

    public static void Compact(Engine engine, string collection)
    {
        var job = Engine.Ok(engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = collection })).CompactionID;
        Wait(() =>
            engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = job }).State != CompactionState.Executing);
    }

    /// <summary>Waits until the graph of an index is built, so that it is stored.</summary>
    public static void WaitForGraphs(Engine engine, string collection) =>
        Wait(() => engine.DescribeIndex(collection).IndexDescriptions[0] is { State: IndexState.Finished, PendingIndexRows: 0 });

    private static void Copy(string from, string to)
    {
        foreach (var end in (string[])["", "-wal"])
        {
            if (File.Exists(from + end))
            {
                File.Copy(from + end, to + end);
            }
        }
    }

    private static void Wait(Func<bool> isDone) =>
        Assert.True(SpinWait.SpinUntil(isDone, TimeSpan.FromMinutes(1)), "It was not done in a minute.");
}
