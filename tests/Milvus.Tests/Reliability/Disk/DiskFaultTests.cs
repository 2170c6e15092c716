using System.Globalization;
using Milvus.Tests.Embedded;
using Milvus.Tests.Storage;
using Xunit.Abstractions;

namespace Milvus.Tests.Reliability.Disk;

/// <summary>
/// The disk fails at the n-th operation of a script of all writes: with a full disk or quota, a failed write, a failed sync. The change in
/// progress is an error, and has no part in the database; the same change succeeds when the disk works again, without opening the file
/// again; and a process that ends instead leaves the state before the change or after it. MILVUS_DISK_FAULTS is the number of faults of
/// each kind, by default 40.
/// </summary>
public sealed class DiskFaultTests(ITestOutputHelper output)
{
    private static readonly int _faults =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_DISK_FAULTS") ?? "40", CultureInfo.InvariantCulture);

    [UnixFact]
    [Failure("D6")]
    public void DiskFault_of_a_full_disk_changes_nothing_and_the_same_change_succeeds_later() =>
        RunAll(DiskOperationKind.Write, FaultyDisk.Full, "full");

    [UnixFact]
    [Failure("D6")]
    public void DiskFault_of_a_full_quota_changes_nothing_and_the_same_change_succeeds_later() =>
        RunAll(DiskOperationKind.Write, FaultyDisk.FullQuota, "full");

    [UnixFact]
    [Failure("D6")]
    public void DiskFault_of_a_write_changes_nothing_and_the_same_change_succeeds_later() =>
        RunAll(DiskOperationKind.Write, FaultyDisk.FailedWrite, "");

    [UnixFact]
    [Failure("D5")]
    public void DiskFault_of_a_sync_changes_nothing_and_the_same_change_succeeds_later() =>
        RunAll(DiskOperationKind.Sync, FaultyDisk.FailedSync, "");

    [UnixFact]
    [Failure("D6")]
    public void DiskFault_of_a_truncation_changes_nothing_and_the_same_change_succeeds_later() =>
        RunAll(DiskOperationKind.Truncate, FaultyDisk.FailedTruncate, "");

    [UnixFact]
    [Failure("D6")]
    public void DiskFault_of_a_full_disk_lets_a_closed_database_be_read_and_later_written()
    {
        using var folder = new TemporaryFolder();
        using var disk = new FaultyDisk(folder);
        var path = folder.File("a.db");
        string state;
        using (var engine = new Engine(path))
        {
            for (var step = 0; DiskScript.Steps[step].Name != "rename"; step++)
            {
                Assert.Equal("", DiskScript.Run(step, engine));
            }

            state = DiskScript.Describe(engine);
        }

        disk.Fault = operation => operation.Kind == DiskOperationKind.Write ? FaultyDisk.Full : 0;
        using (var engine = new Engine(path))
        {
            Assert.Equal(state, DiskScript.Describe(engine, load: false));
            Assert.Equal(7, engine.Drop("c").Code);
            disk.Fault = null;
            Engine.Ok(engine.Drop("c"));
        }

        using var opened = new Engine(path);
        Assert.DoesNotContain("c:", DiskScript.Describe(opened), StringComparison.Ordinal);
    }

    private void RunAll(DiskOperationKind kind, int code, string reason)
    {
        var states = RunWithoutFault(kind, out var total);
        var step = Math.Max(1, total / _faults);
        var (hits, failed) = (0, 0);
        for (var at = 1; at <= total; at += step)
        {
            hits++;
            failed += RunWithFault(kind, code, at, states, reason) ? 1 : 0;
        }

        output.WriteLine($"{kind}: {total} operations, {hits} faults, {failed} of them made a change fail");
        Assert.True(hits >= Math.Min(total, 10) && (failed > 0 || kind == DiskOperationKind.Truncate), $"{failed} of {hits}");
    }

    /// <summary>The state before each step and after the last one, and the number of operations of the kind.</summary>
    private static IReadOnlyList<string> RunWithoutFault(DiskOperationKind kind, out int operations)
    {
        using var folder = new TemporaryFolder();
        using var disk = new FaultyDisk(folder);
        using (var engine = new Engine(folder.File("a.db")))
        {
            for (var step = 0; step < DiskScript.Steps.Count; step++)
            {
                Assert.Equal("", DiskScript.Run(step, engine));
            }

            operations = disk.Operations.Count(operation => operation.Kind == kind);
        }

        using var memory = new Engine();
        var states = new List<string> { DiskScript.Describe(memory) };
        for (var step = 0; step < DiskScript.Steps.Count; step++)
        {
            Assert.Equal("", DiskScript.Run(step, memory));
            states.Add(DiskScript.Describe(memory));
        }

        return states;
    }

    /// <summary>Fails from the given operation on until a change fails. Returns whether one did.</summary>
    private static bool RunWithFault(DiskOperationKind kind, int code, int at, IReadOnlyList<string> states, string reason)
    {
        using var folder = new TemporaryFolder();
        using var disk = new FaultyDisk(folder);
        var path = folder.File("a.db");
        var (seen, failed) = (0, false);
        using (var engine = OpenWithFault(disk, path, kind, code, at))
        {
            seen = disk.Operations.Count(operation => operation.Kind == kind);
            disk.Fault = operation => operation.Kind == kind && ++seen >= at ? code : 0;
            for (var step = 0; step < DiskScript.Steps.Count; step++)
            {
                if (DiskScript.Run(step, engine) is { Length: > 0 } error)
                {
                    failed = true;
                    var what = $"{DiskScript.Steps[step].Name}, {kind} {at}: {error}";
                    Assert.True(error.Contains(reason, StringComparison.Ordinal), what);
                    Assert.Empty(DiskScript.Describe(engine, load: false).Split('\n').Except(states[step].Split('\n')));
                    Assert.True(DiskScript.IsReadable(step, engine), what + ", reads go on");
                    CheckCopy(what, folder, states[step], states[step + 1]);
                    disk.Fault = null;
                    Expect(what + ", again", "", DiskScript.Run(step, engine));
                    Expect(what + ", after the repetition", states[step + 1], DiskScript.Describe(engine));
                }
            }

            disk.Fault = null;
        }

        using var reopened = new Engine(path);
        Expect($"{kind} {at}, opened again", states[^1], DiskScript.Describe(reopened));
        return failed;
    }

    /// <summary>Opens the file. If that fails because of the fault, nothing stays behind, and it succeeds without the fault.</summary>
    private static Engine OpenWithFault(FaultyDisk disk, string path, DiskOperationKind kind, int code, int at)
    {
        var seen = 0;
        disk.Fault = operation => operation.Kind == kind && ++seen >= at ? code : 0;
        try
        {
            return new Engine(path);
        }
        catch (Milvus.Embedded.Errors.EmbeddedDatabaseException exception)
        {
            Assert.NotEqual(Milvus.Embedded.Errors.EmbeddedDatabaseException.Corrupt, exception.ErrorId);
            disk.Fault = null;
            return new Engine(path);
        }
    }

    /// <summary>What a process that ended now would leave.</summary>
    private static void CheckCopy(string what, TemporaryFolder folder, string before, string after)
    {
        using var copies = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(folder.FullName, "a.db*"))
        {
            File.Copy(file, copies.File(Path.GetFileName(file)));
        }

        using var engine = new Engine(copies.File("a.db"));
        var found = DiskScript.Describe(engine);
        Assert.True(found == before || found == after, $"{what}, killed: {found}\n\nbefore:\n{before}\n\nafter:\n{after}");
    }

    private static void Expect(string what, string expected, string found) =>
        Assert.True(expected == found, $"{what}:\n{found}\n\nexpected:\n{expected}");
}
