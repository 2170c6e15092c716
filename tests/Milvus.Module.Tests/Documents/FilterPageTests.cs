using System.Text.RegularExpressions;
using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Documents;

/// <summary>Each filter in the tables of about_Milvus_Filters runs, on the servers that the page names.</summary>
public sealed partial class FilterPageTests
{
    private const string Later = "These need a later version";

    private static readonly string[] _lines = File.ReadAllLines(Repository.Combine("docs", "about", "about_Milvus_Filters.md"));

    /// <summary>A real Milvus.</summary>
    public static TheoryData<Backend> Milvus => Backend.Only("milvus");

    /// <summary>The filters that the page promises on every server.</summary>
    private static string[] Everywhere => Filters(_lines.TakeWhile(line => !line.StartsWith(Later, StringComparison.Ordinal)));

    [Fact]
    public void FilterPage_on_engine_runs_each_line() => AssertRun(Backend.Embedded, Filters(_lines));

    [BackendTheory("milvus")]
    [MemberData(nameof(Milvus))]
    public void FilterPage_on_Milvus_runs_each_line_for_every_server(Backend backend) => AssertRun(backend, Everywhere);

    private static void AssertRun(Backend backend, string[] filters)
    {
        Assert.True(filters.Length > 25, $"{filters.Length} filters were found.");
        using var shell = new BackendShell(backend);
        var name = shell.NewName("filters");
        shell.Shell.Do(
            """
            $null = New-MilvusCollection $args[0] -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField name VARCHAR -MaxLength 50), (New-MilvusField price DOUBLE), (New-MilvusField flags INT64),
                    (New-MilvusField meta JSON),
                (New-MilvusField tags ARRAY -ElementType VARCHAR -MaxLength 20 -MaxCapacity 10),
                    (New-MilvusField vector FLOAT_VECTOR -Dimension 3)
            $null = New-MilvusIndex $args[0] vector -MetricType L2
            Mount-MilvusCollection $args[0]
            $null = @{ id = 1; name = 'abc'; price = 2; flags = 4; meta = @{ a = @{ b = 2 }; tags = 'x', 1 }; tags = 'x', 'y'; vector = 1,
                2, 3; colour = 'red' } |
                Add-MilvusEntity $args[0]
            """,
            name);
        Assert.All(filters, filter => shell.Shell.Do("Get-MilvusEntity $args[0] -Filter $args[1] -TimeoutSec 60", name, filter));
    }

    // An indented line: optionally a word, then filters, each after two or more spaces.
    private static string[] Filters(IEnumerable<string> lines) =>
    [
        .. lines
            .Where(line => line.StartsWith("    ", StringComparison.Ordinal))
            .SelectMany(line => Gap().Split(line[4..].TrimEnd()).Skip(1))
            .Where(cell => cell.Length > 0),
    ];

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();
}
