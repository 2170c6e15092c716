using Milvus.Embedded.Errors;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using Xunit.Abstractions;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Storage;

/// <summary>
/// A damaged file gives the right answers or an error, never other answers. MILVUS_DAMAGE is the number of random damages of each kind, or
/// "all" for every byte; without it, the tests try a fixed selection.
/// </summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    private const int PageBytes = 4096;
    private const int LogHeaderBytes = 56;
    private const string Number = "MILVUS_DAMAGE";

    [Fact]
    [Failure("D9")]
    public void Damage_of_a_byte_of_the_file_is_never_silent()
    {
        using var folder = new TemporaryFolder();
        var sweep = DamageSweep.Create(folder, Fill);
        // The header of the file is small and matters most.
        for (var at = 16; at < 100; at += 3)
        {
            sweep.Flip(at, 1);
        }

        var file = sweep.File.ToArray();
        foreach (var at in Choose([.. Enumerable.Range(0, file.Length).Where(at => file[at] != 0)], 120)
            .Concat(Choose([.. Enumerable.Range(0, file.Length)], 30)))
        {
            sweep.Flip(at, (byte)(1 << (at % 8)));
        }

        AssertNothingSilent(sweep, 50);
    }

    [Fact]
    [Failure("D9")]
    public void Damage_of_whole_pages_is_never_silent()
    {
        using var folder = new TemporaryFolder();
        var sweep = DamageSweep.Create(folder, Fill);
        var pages = sweep.File.Length / PageBytes;
        foreach (var pair in Choose([.. Enumerable.Range(0, pages * pages)], 40))
        {
            sweep.Swap(pair / pages, pair % pages);
        }

        foreach (var page in Choose([.. Enumerable.Range(1, pages - 1)], 8))
        {
            sweep.Cut(page * PageBytes);
        }

        AssertNothingSilent(sweep, 15);
    }

    [Theory]
    [Failure("D4", "D9")]
    [InlineData(false)]
    [InlineData(true)]
    public void Damage_of_a_log_is_never_silent_except_in_its_last_transaction(bool withOwner)
    {
        using var folder = new TemporaryFolder();
        var sweep = DamageSweep.CreateKilled(folder, Fill, FillLast, withOwner);
        var places = Enumerable.Range(LogHeaderBytes, sweep.Log.Length - LogHeaderBytes).ToArray();
        foreach (var at in Choose([.. Enumerable.Range(0, LogHeaderBytes)], 20).Concat(Choose(places, 40)))
        {
            sweep.FlipLog(at, (byte)(1 << (at % 8)));
        }

        // Without the other file, a log that was cut between two transactions is one of fewer transactions.
        foreach (var length in Choose([.. places.Where(length => withOwner || length >= sweep.LastTransaction)], 10))
        {
            sweep.CutLog(length);
        }

        sweep.CutLog(null);

        AssertNothingSilent(sweep, 30);
        Assert.Equal(withOwner, sweep.Undone == 0);
    }

    [Fact]
    [Failure("D8")]
    public void Damage_copy_without_the_log_of_an_open_file_is_an_error_that_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("open.db")))
        {
            Fill(engine);
            File.Copy(folder.File("open.db"), folder.File("copy.db"));
        }

        var error = Assert.Throws<EmbeddedDatabaseException>(() => new Engine(folder.File("copy.db")).Dispose());

        Assert.Equal(EmbeddedDatabaseException.Corrupt, error.ErrorId);
        Assert.Contains("its log (-wal) is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("close the database before it is copied", error.Message, StringComparison.Ordinal);
        using var closed = new Engine(folder.File("open.db"));
        Assert.Equal(28, closed.Count("docs"));
    }

    [Fact]
    [Failure("D9")]
    public void Damage_log_that_cannot_be_used_is_kept()
    {
        using var folder = new TemporaryFolder();
        byte[] log;
        using (var engine = new Engine(folder.File("open.db")))
        {
            Fill(engine);
            File.Copy(folder.File("open.db"), folder.File("copy.db"));
            log = File.ReadAllBytes(folder.File("open.db-wal"));
        }

        log[100] ^= 1;
        File.WriteAllBytes(folder.File("copy.db-wal"), log);
        var file = File.ReadAllBytes(folder.File("copy.db"));

        Assert.Throws<EmbeddedDatabaseException>(() => new Engine(folder.File("copy.db")).Dispose());

        Assert.Equal(log, File.ReadAllBytes(folder.File("copy.db-wal")));
        Assert.Equal(file, File.ReadAllBytes(folder.File("copy.db")));
    }

    internal static void FillLast(Engine engine) => Engine.Ok(
        engine.Insert("docs", 1, Longs("id", 100), Vectors("v", 4, 1, 2, 3, 4), Texts("t", "the last")));

    internal static void Fill(Engine engine)
    {
        FillCollection(engine, "docs");
        Engine.Ok(engine.Client.CreateAlias(new CreateAliasRequest { CollectionName = "docs", Alias = "same" }));
        Engine.Ok(engine.Client.CreateCredential(new CreateCredentialRequest { Username = "reader", Password = "c2VjcmV0MQ==" }));
    }

    internal static void FillCollection(Engine engine, string name)
    {
        Engine.Ok(engine.Create(name, [Key(), Vector(dim: 4), Text()]));
        Engine.Ok(engine.Index(name, "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Load(name));
        for (var batch = 0; batch < 3; batch++)
        {
            var keys = Enumerable.Range(batch * 10, 10).Select(key => (long)key).ToArray();
            Engine.Ok(engine.Insert(name, 10, Longs("id", keys), Vectors("v", 4, [.. Enumerable.Range(0, 40).Select(i => (float)i)]),
                Texts("t", [.. keys.Select(key => $"text {key}")])));
        }

        Engine.Ok(engine.Delete(name, "id in [3, 14]"));
    }

    private void AssertNothingSilent(DamageSweep sweep, int noticed)
    {
        output.WriteLine($"harmless {sweep.Harmless}, noticed {sweep.Noticed}, last transaction undone {sweep.Undone}, silent "
            + $"{sweep.Faults.Count}");
        Assert.Empty(sweep.Faults);
        Assert.True(sweep.Noticed >= noticed, $"Only {sweep.Noticed} damages were noticed.");
    }

    /// <summary>Some of the places: a fixed selection, or as many random ones as the variable says.</summary>
    private int[] Choose(int[] places, int count)
    {
        if (Environment.GetEnvironmentVariable(Number) is not { } asked)
        {
            // A step without a common factor reaches other parts of each page.
            var step = Math.Max(1, places.Length / count) | 1;
            return [.. places.Where((_, i) => i % step == 0)];
        }

        if (asked == "all")
        {
            return places;
        }

        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        new Random(seed).Shuffle(places);
        return places[..Math.Min(int.Parse(asked, System.Globalization.CultureInfo.InvariantCulture), places.Length)];
    }
}
