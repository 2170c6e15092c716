using System.Globalization;
using Milvus.Tests.Embedded;
using Milvus.Tests.Storage;
using Xunit.Abstractions;

namespace Milvus.Tests.Reliability.Disk;

/// <summary>
/// The power fails at some operation of the disk. What was written after the last sync of a file is on the medium, is not, or is there in
/// part: sectors of 512 bytes, in any order. Each acknowledged change is there, the next one is there as a whole or not at all, and opening
/// never fails. MILVUS_POWER_LOSSES is the number of losses, by default 60.
/// </summary>
public sealed class PowerLossTests(ITestOutputHelper output)
{
    private static readonly int _losses =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_POWER_LOSSES") ?? "60", CultureInfo.InvariantCulture);

    [UnixFact]
    [Failure("D1", "D2", "D4", "D15")]
    public void PowerLoss_keeps_every_acknowledged_change_and_no_half_of_the_next()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.db");
        var (operations, acknowledged, states) = Record(folder, path);
        var seed = Environment.GetEnvironmentVariable("MILVUS_POWER_LOSSES") is null ? 1 : Environment.TickCount;
        output.WriteLine($"seed {seed}, {operations.Count} operations, {_losses} losses");
        var random = new Random(seed);
        var (next, second) = (0, 0);
        for (var loss = 0; loss < _losses; loss++)
        {
            // The first operations create the file.
            var at = random.Next(acknowledged[0], operations.Count + 1);
            var known = acknowledged.Count(place => place <= at) - 1;
            var what = $"seed {seed}, loss {loss} at operation {at}, after {known} changes";
            using var lost = new TemporaryFolder();
            WriteImage(operations.Take(at), path, lost, random);
            next += Check(what, lost, states, known, random, ref second);
        }

        output.WriteLine($"the next change was there {next} times; the power failed again while {second} images were opened");
        Assert.True(second > _losses / 4, $"{second}");
    }

    [UnixFact]
    [Failure("D4")]
    public void PowerLoss_position_of_an_empty_log_is_on_the_disk_before_the_log_is_emptied()
    {
        using var folder = new TemporaryFolder();
        using var killed = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            Assert.Equal("", DiskScript.Run(0, engine));
            // The current files are what a killed process would leave.
            foreach (var file in Directory.GetFiles(folder.FullName))
            {
                File.Copy(file, killed.File(Path.GetFileName(file)));
            }
        }

        using var disk = new FaultyDisk(killed);
        using var opened = new Engine(killed.File("a.db"));
        var emptied = disk.Operations.TakeWhile(
            operation => operation.Kind != DiskOperationKind.Truncate || operation.Path != killed.File("a.db-wal")).ToList();

        Assert.NotEqual(disk.Operations.Count, emptied.Count);
        Assert.Equal(
            DiskOperationKind.Sync, emptied.Last(operation => operation.Path == killed.File("a.db-owner")).Kind);
    }

    /// <summary>Runs all changes. Returns the operations, their number after each change, and the state after each.</summary>
    private static (IReadOnlyList<DiskOperation> Operations, List<int> Acknowledged, List<string> States) Record(
        TemporaryFolder folder, string path)
    {
        using var disk = new FaultyDisk(folder);
        using var engine = new Engine(path);
        using var memory = new Engine();
        var acknowledged = new List<int> { disk.Operations.Count };
        var states = new List<string> { DiskScript.Describe(memory) };
        for (var step = 0; step < DiskScript.Steps.Count; step++)
        {
            Assert.Equal("", DiskScript.Run(step, engine));
            Assert.Equal("", DiskScript.Run(step, memory));
            acknowledged.Add(disk.Operations.Count);
            states.Add(DiskScript.Describe(memory));
        }

        return (disk.Operations, acknowledged, states);
    }

    /// <summary>Opens an image, also after the power failed while it was opened. Returns 1 if it has the next change.</summary>
    private static int Check(string what, TemporaryFolder image, List<string> states, int known, Random random, ref int second)
    {
        using var again = new TemporaryFolder();
        IReadOnlyList<DiskOperation> recovery;
        string found;
        var before = Directory.GetFiles(image.FullName).ToDictionary(file => file, File.ReadAllBytes);
        using (var disk = new FaultyDisk(image))
        {
            using var engine = new Engine(image.File("a.db"));
            found = DiskScript.Describe(engine);
            recovery = disk.Operations;
        }

        var files = string.Join(", ", before.Select(file => $"{Path.GetFileName(file.Key)} {file.Value.Length}"));
        Assert.True(
            found == states[known] || (known + 1 < states.Count && found == states[known + 1]),
            $"{what}, {files}:\n{found}\n\nexpected:\n{states[known]}");
        if (recovery.Count > 0)
        {
            second++;
            WriteImage(recovery.Take(random.Next(recovery.Count + 1)), image.File("a.db"), again, random, before);
            using var engine = new Engine(again.File("a.db"));
            Assert.True(DiskScript.Describe(engine) == found, $"{what}, again: {DiskScript.Describe(engine)}\n\nexpected:\n{found}");
        }

        return known + 1 < states.Count && found == states[known + 1] && found != states[known] ? 1 : 0;
    }

    /// <summary>Writes what a medium may have kept of the operations on the files beside a path.</summary>
    private static void WriteImage(
        IEnumerable<DiskOperation> operations,
        string path,
        TemporaryFolder target,
        Random random,
        Dictionary<string, byte[]>? before = null)
    {
        var mediums = (before ?? [])
            .ToDictionary(file => file.Key, file => new Medium(file.Value));
        var synced = new HashSet<string>();
        foreach (var operation in operations)
        {
            if (!mediums.TryGetValue(operation.Path, out var medium))
            {
                mediums[operation.Path] = medium = new Medium([]);
            }

            medium.Add(operation);
            // SQLite syncs the folder with the first sync of a log or a journal, and with it what was removed before.
            if (operation.Kind == DiskOperationKind.Sync && synced.Add(operation.Path))
            {
                foreach (var other in mediums.Values)
                {
                    other.SyncRemoval();
                }
            }
        }

        foreach (var (file, medium) in mediums)
        {
            if (medium.Read(random) is { } bytes)
            {
                File.WriteAllBytes(target.File("a.db" + file[path.Length..]), bytes);
            }
        }
    }
}
