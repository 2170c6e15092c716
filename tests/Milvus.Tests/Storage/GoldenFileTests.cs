using System.Text.RegularExpressions;
using Milvus.Embedded.Storage;
using Milvus.Protocol;
using Milvus.Tests.Access;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Storage;

/// <summary>
/// Database files of each released format give the answers from their creation, before and after they are written to.
/// </summary>
public sealed partial class GoldenFileTests
{
    public static TheoryData<GoldenFile> Files => [.. GoldenFile.All];

    public static TheoryData<string> Names => [.. GoldenDatabases.Fillers.Keys];

    [Theory]
    [Failure("D10")]
    [MemberData(nameof(Files))]
    public void GoldenFile_answers_what_it_answered_when_it_was_made(GoldenFile golden)
    {
        using var folder = new TemporaryFolder();
        golden.Unpack(folder.File("golden.db"));

        using var engine = new Engine(folder.File("golden.db"));

        AssertEqual(golden.Answers, GoldenAnswers.Of(engine));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void GoldenFile_that_was_written_to_keeps_the_rest(GoldenFile golden)
    {
        using var folder = new TemporaryFolder();
        golden.Unpack(folder.File("golden.db"));
        using (var engine = new Engine(folder.File("golden.db")))
        {
            Engine.Ok(engine.Create("written", [Key(), Vector()]));
            Engine.Ok(engine.Insert("written", 2, Data.Longs("id", 1, 2), Data.Vectors("v", 4, new float[8])));
        }

        using (var engine = new Engine(folder.File("golden.db")))
        {
            var rows = engine
                .Client.GetCollectionStatistics(new GetCollectionStatisticsRequest { CollectionName = "written" })
                .Stats.Single();
            Assert.Equal("2", rows.Value);
            Engine.Ok(engine.Drop("written"));
        }

        using var again = new Engine(folder.File("golden.db"));

        AssertEqual(golden.Answers, GoldenAnswers.Of(again));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void GoldenFile_rows_of_a_golden_file_can_be_replaced_and_deleted(GoldenFile golden)
    {
        using var folder = new TemporaryFolder();
        golden.Unpack(folder.File("golden.db"));
        Dictionary<string, long> expected = [];
        using (var engine = new Engine(folder.File("golden.db")))
        {
            foreach (var name in engine.Client.ShowCollections(new ShowCollectionsRequest()).CollectionNames)
            {
                // A collection may have no index yet, or no node on which it can be loaded.
                if (engine.Load(name).Code == 0 && engine.Count(name) is > 0 and var count)
                {
                    GoldenRows.ReplaceAll(engine, name);
                    GoldenRows.DeleteOne(engine, name);
                    Assert.Equal(count - 1, engine.Count(name));
                    expected.Add(name, count - 1);
                }
            }
        }

        using var again = new Engine(folder.File("golden.db"));

        Assert.Equal(expected, expected.Keys.ToDictionary(name => name, name => again.Count(name)));
        Assert.True(expected.Count > 0 || golden.Name is "users" or "resource-groups", "No rows were written.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void GoldenFile_golden_snapshots_can_be_restored(GoldenFile golden)
    {
        using var folder = new TemporaryFolder();
        golden.Unpack(folder.File("golden.db"));
        using var engine = new Engine(folder.File("golden.db"));
        var restored = 0;
        foreach (var collection in engine.Client.ShowCollections(new ShowCollectionsRequest()).CollectionNames)
        {
            foreach (var snapshot in engine.Client.ListSnapshots(new ListSnapshotsRequest { CollectionName = collection }).Snapshots)
            {
                var target = $"from_{snapshot}";
                Engine.Ok(engine.Client.RestoreSnapshot(
                    new RestoreSnapshotRequest { CollectionName = collection, Name = snapshot, TargetCollectionName = target }));
                Engine.Ok(engine.Load(target));
                Assert.Equal(snapshot == "first" ? 9 : 5, engine.Count(target));
                Assert.Equal(["n", "v"], engine.DescribeIndex(target).IndexDescriptions.Select(index => index.IndexName).Order());
                restored++;
            }
        }

        Assert.Equal(golden.Name == "history" ? 2 : 0, restored);
    }

    [Fact]
    public void GoldenFile_golden_user_comes_in_with_the_password_and_may_what_the_role_may()
    {
        foreach (var golden in GoldenFile.All.Where(golden => golden.Name == "users"))
        {
            using var folder = new TemporaryFolder();
            golden.Unpack(folder.File("golden.db"));
            using var engine = new GuardedEngine(folder.File("golden.db"));

            Assert.True(engine.IsProtected);
            var request = new Protocol.QueryRequest { CollectionName = "docs", Expr = "id > 0" };
            Assert.Equal(0, engine.As("reader", GoldenAccess.Password).Query(request).Status.Code);
            Assert.Throws<Grpc.Core.RpcException>(() => engine.As("reader", "wrong1").Query(request));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GoldenFile_can_be_made_again_with_the_present_format(string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("golden.db");

        var answers = GoldenDatabases.Make(name, folder, path);

        var golden = new GoldenFile(FileFormat.Present.Number, name);
        if (Environment.GetEnvironmentVariable("MILVUS_UPDATE_GOLDEN") == "1")
        {
            golden.Pack(Path.Combine(Source(), "Golden"), path, answers);
        }
        else
        {
            AssertEqual(WithoutTimes(golden.Answers), WithoutTimes(answers));
        }
    }

    /// <summary>Compares line by line, so that a failure shows the differing line.</summary>
    private static void AssertEqual(string expected, string actual)
    {
        var (lines, others) = (expected.Split('\n'), actual.Split('\n'));
        foreach (var (line, other) in lines.Zip(others))
        {
            Assert.Equal(line, other);
        }

        Assert.Equal(lines.Length, others.Length);
    }

    /// <summary>
    /// The text without values that differ between equally filled databases: times, numbers from times, and salted hashes.
    /// </summary>
    private static string WithoutTimes(string answers) => Varying().Replace(answers, "#");

    [GeneratedRegex(
        "[0-9]{12,}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?|"
            + """(?<="password": ")[^"]*|(?<="timeCost": ")[^"]*|(?<="createTs": ")[0-9]*|(?<=_cost", "value": ")[^"]*""")]
    private static partial Regex Varying();

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
