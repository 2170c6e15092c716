using System.Text;
using Milvus.Embedded;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Salvage;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using Xunit.Abstractions;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Storage;

/// <summary>A repair returns only rows that were written and not deleted, and says what is lost.</summary>
public sealed class RepairTests(ITestOutputHelper output)
{
    private const int PageBytes = 4096;

    public static TheoryData<string> Golden => [.. GoldenFile.All.Where(file => file.Format == 3).Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Golden))]
    public void Repair_of_an_intact_file_gives_all_its_answers(string name)
    {
        using var folder = new TemporaryFolder();
        var golden = new GoldenFile(3, name);
        golden.Unpack(folder.File("damaged.db"));

        var findings = Repair(folder);

        Assert.All(findings, finding => Assert.Equal("", finding.Reason));
        using var engine = new Engine(folder.File("repaired.db"));
        Assert.Equal(golden.Answers, GoldenAnswers.Of(engine));
    }

    [Fact]
    [Failure("D9")]
    public void Repair_after_any_changed_bit_returns_no_wrong_row()
    {
        using var folder = new TemporaryFolder();
        var sweep = RepairSweep.Create(folder, Fill);
        var used = Enumerable.Range(100, sweep.Bytes.Length - 100).Where(at => sweep.Bytes[at] != 0).ToArray();
        var step = Math.Max(1, used.Length / 40) | 1;
        foreach (var at in used.Where((_, i) => i % step == 0).Concat(Enumerable.Range(16, 8)))
        {
            sweep.Try($"byte {at} xor {1 << (at % 8)}", file =>
            {
                file[at] ^= (byte)(1 << (at % 8));
                return file;
            });
        }

        AssertNoFaults(sweep);
        Assert.True(sweep.Whole > 15 && sweep.InPart > 3, $"{sweep.Whole} whole, {sweep.InPart} in part");
        Assert.Equal(0, sweep.Refused);
    }

    [Fact]
    [Failure("D9")]
    public void Repair_after_damage_of_whole_pages_returns_no_wrong_row()
    {
        using var folder = new TemporaryFolder();
        var sweep = RepairSweep.Create(folder, Fill);
        var pages = sweep.Bytes.Length / PageBytes;
        for (var page = 1; page < pages; page += 5)
        {
            var other = 1 + (page * 7 % (pages - 1));
            sweep.Try($"page {page} of zeros", file =>
            {
                file.AsSpan(page * PageBytes, PageBytes).Clear();
                return file;
            });
            sweep.Try($"pages {page} and {other} exchanged", file =>
            {
                var kept = file[(page * PageBytes)..((page + 1) * PageBytes)];
                file.AsSpan(other * PageBytes, PageBytes).CopyTo(file.AsSpan(page * PageBytes));
                kept.CopyTo(file.AsSpan(other * PageBytes));
                return file;
            });
            sweep.Try($"cut to {page} pages", file => file[..(page * PageBytes)]);
        }

        AssertNoFaults(sweep);
        Assert.True(sweep.InPart > 0, $"{sweep.InPart} in part");
    }

    [Fact]
    public void Repair_with_a_damaged_text_loses_its_batch_only_and_says_why()
    {
        using var folder = new TemporaryFolder();
        var sweep = RepairSweep.Create(folder, Fill);

        var rows = sweep.Try("text", file => FlipAll(file, Encoding.UTF8.GetBytes("text 12")))!;

        Assert.Empty(sweep.Faults);
        Assert.Equal(sweep.RowsOf("docs").Where(row => !IsBetween(row, 10, 19)).Order(), rows["docs"].Order());
        Assert.Equal(sweep.RowsOf("others"), rows["others"]);
        var finding = Repair(folder).Single(one => one.Name == "docs");
        Assert.Equal(("10 rows: the field t is damaged", 10L), (finding.Reason, finding.RowsLost));
    }

    [Fact]
    public void Repair_with_a_damaged_delete_returns_no_row_that_it_may_have_deleted()
    {
        using var folder = new TemporaryFolder();
        var sweep = RepairSweep.Create(folder, Fill);
        // The blob of keys of the delete: two rows, then the keys 3 and 14.
        byte[] keys = [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 14];

        var rows = sweep.Try("delete", file => FlipAll(file, keys))!;

        Assert.Empty(sweep.Faults);
        // Only the batch after the delete is proven.
        Assert.Equal(["100 1 2 3 4 the last"], rows["docs"]);
        Assert.Equal(sweep.RowsOf("others"), rows["others"]);
        Assert.Contains(
            "a later delete or upsert is damaged", Repair(folder).Single(one => one.Name == "docs").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Repair_puts_a_changed_bit_of_the_catalog_right()
    {
        using var folder = new TemporaryFolder();
        var sweep = RepairSweep.Create(folder, Fill);
        var at = sweep.Bytes.AsSpan().LastIndexOf("collection.ttl.seconds"u8);

        var rows = sweep.Try("property", file => Flip(file, at))!;

        Assert.Empty(sweep.Faults);
        Assert.Equal(sweep.RowsOf("docs"), rows["docs"]);
        Assert.All(Repair(folder), finding => Assert.Equal("", finding.Reason));
        using var engine = new Engine(folder.File("repaired.db"));
        var described = engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "others" });
        Assert.Contains(described.Properties, pair => pair.Key == "collection.ttl.seconds");
    }

    [Fact]
    public void Repair_without_the_log_names_the_loss()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("open.db")))
        {
            DamageTests.Fill(engine);
            File.Copy(folder.File("open.db"), folder.File("damaged.db"));
        }

        var finding = Repair(folder).Single(one => one.Part == RepairFinding.Log);

        Assert.Equal("damaged.db-wal", finding.Name);
        Assert.Contains("is missing", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Repair_with_a_damaged_log_has_the_state_before_the_damage_and_names_the_loss()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("open.db")))
        {
            DamageTests.Fill(engine);
            var before = (int)new FileInfo(folder.File("open.db-wal")).Length;
            DamageTests.FillLast(engine);
            DamageTests.FillCollection(engine, "later");
            File.Copy(folder.File("open.db"), folder.File("damaged.db"));
            var log = File.ReadAllBytes(folder.File("open.db-wal"));
            File.WriteAllBytes(folder.File("damaged.db-wal"), Flip(log, before + 100));
        }

        var file = File.ReadAllBytes(folder.File("damaged.db"));
        var findings = Repair(folder);

        Assert.Contains("damaged or cut at frame", findings.Single(one => one.Part == RepairFinding.Log).Reason, StringComparison.Ordinal);
        Assert.Equal(28, findings.Single(one => one.Part == RepairFinding.Collection).RowsKept);
        Assert.Equal(file, File.ReadAllBytes(folder.File("damaged.db")));
        using var repaired = new Engine(folder.File("repaired.db"));
        Assert.Equal(28, repaired.Count("docs"));
    }

    [Fact]
    public void Repair_of_a_file_that_is_open_is_an_error()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("damaged.db"));

        Assert.Equal(EmbeddedDatabaseException.Locked, Assert.Throws<EmbeddedDatabaseException>(() => Repair(folder)).ErrorId);
    }

    [Theory]
    [InlineData(null, EmbeddedDatabaseException.FileNotFound)]
    [InlineData("", EmbeddedDatabaseException.FileNotFound)]
    [InlineData("not a database, but a text that is longer than a page of SQLite", EmbeddedDatabaseException.Corrupt)]
    public void Repair_of_another_file_is_an_error_and_makes_no_file(string? text, string errorId)
    {
        using var folder = new TemporaryFolder();
        if (text is not null)
        {
            File.WriteAllText(folder.File("damaged.db"), string.Concat(Enumerable.Repeat(text, 100)));
        }

        Assert.Equal(errorId, Assert.Throws<EmbeddedDatabaseException>(() => Repair(folder)).ErrorId);
        Assert.Equal(text is null ? 0 : 1, Directory.GetFiles(folder.FullName).Length);
    }

    [Fact]
    public void Repair_of_a_file_of_an_earlier_format_is_an_error()
    {
        using var folder = new TemporaryFolder();
        new GoldenFile(2, "catalog").Unpack(folder.File("damaged.db"));

        var error = Assert.Throws<EmbeddedDatabaseException>(() => Repair(folder));

        Assert.Contains("cannot be repaired", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("repaired.db")));
    }

    private static IReadOnlyList<RepairFinding> Repair(TemporaryFolder folder) => EmbeddedEngine.Repair(
        folder.File("damaged.db"), folder.File("repaired.db"), replace: true, null, CancellationToken.None);

    private static void Fill(Engine engine)
    {
        DamageTests.Fill(engine);
        DamageTests.FillLast(engine);
        Engine.Ok(engine.Create("others", [Key(), Vector(dim: 4), Text()]));
        Engine.Ok(engine.Index("others", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(engine.Client.AlterCollection(new AlterCollectionRequest
        {
            CollectionName = "others",
            Properties = { new Protocol.KeyValuePair { Key = "collection.ttl.seconds", Value = "99999999" } },
        }));
        for (var batch = 0; batch < 5; batch++)
        {
            var keys = Enumerable.Range(batch * 3, 10).Select(key => (long)key).ToArray();
            Engine.Ok(engine.Upsert("others", 10, Longs("id", keys), Vectors("v", 4, [.. Enumerable.Range(0, 40).Select(i => (float)i)]),
                Texts("t", [.. keys.Select(key => $"version {batch} of {key}")])));
        }
    }

    private void AssertNoFaults(RepairSweep sweep)
    {
        output.WriteLine($"whole {sweep.Whole}, in part {sweep.InPart}, refused {sweep.Refused}");
        Assert.Empty(sweep.Faults);
    }

    /// <summary>Changes the last byte of each occurrence: pages that were moved leave earlier ones.</summary>
    private static byte[] FlipAll(byte[] file, byte[] bytes)
    {
        for (var at = file.AsSpan().IndexOf(bytes); at >= 0; at = file.AsSpan().IndexOf(bytes))
        {
            Flip(file, at + bytes.Length - 1);
        }

        return file;
    }

    private static byte[] Flip(byte[] file, int at)
    {
        file[at] ^= 1;
        return file;
    }

    private static bool IsBetween(string row, int first, int last) =>
        int.Parse(row.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) is var id && id >= first && id <= last;
}
