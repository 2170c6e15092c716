using System.Management.Automation;
using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Rows of every type, with the extreme values of each, are unchanged after an export and an import into another
/// collection.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly string[] _newer = ["milvus", "lite"];

    // Milvus 2.3.5 supports one vector field per collection, and no nulls. Lite supports no geometry, times or structs, and one type of
    // dense vector. Both store objects only as JSON.
    private static readonly Kind[] _kinds =
    [
        new("flag", "Bool", "$true", "$false"),
        new("i8", "Int8", "-128", "127"),
        new("i16", "Int16", "-32768", "32767"),
        new("i32", "Int32", "[int]::MinValue", "[int]::MaxValue"),
        new("i64", "Int64", "[long]::MinValue", "[long]::MaxValue"),
        new("f", "Float", "[float]::MaxValue", "[float]::Epsilon"),
        new("d", "Double", "[double]::MinValue", "0.1"),
        new("text", "VarChar -MaxLength 200", "''", "\"a,`\"b`\"`r`nc 'é' \u96ea \U0001F600 \\\\ \""),
        new("j", "Json", "@{ big = 9007199254740993; n = $null; list = @(1, 2.5, 'x', @{}); e = ''; u = '\u96ea' }", "@{}"),
        new("zero", "Double", "-0.0", "[double]::Epsilon"),
        new("small", "Float", "[float]-0.0", "[float]0.1"),
        new("large", "Double", "3.981645751516063E+16", "[double]1e16"),
        new("wide", "Float", "[float]123456789", "[float]-99999992"),
        new("wides", "Array -ElementType Float -MaxCapacity 4", "@([float]123456789)", "@([float]123456789, 0.5)"),
        new("larges", "Array -ElementType Double -MaxCapacity 4", "@(3.981645751516063E+16)", "@(0.5, 3.981645751516063E+16)"),
        new("mixed", "Json", "@{ a = @(1.5, 9007199254740993); b = @(1, 1.0) }", "@{ a = @(9007199254740993, 0.5, -0.0) }"),
        new("jtext", "Json", "'\"5\"'", "'\"null\"'") { NotOn = _newer },
        new("jnumber", "Json", "'5'", "'[]'") { NotOn = _newer },
        new("jdeep", "Json", "'{\"a\":{\"b\":[[],{},null,\"\",-0.0,18446744073709551615]}}'", "'\"\"'") { NotOn = _newer },
        new("flags", "Array -ElementType Bool -MaxCapacity 4", "@($true, $false)", "@()"),
        new("tiny", "Array -ElementType Int8 -MaxCapacity 4", "@(-128, 127)", "@()"),
        new("longs", "Array -ElementType Int64 -MaxCapacity 4", "@([long]::MinValue, 0, [long]::MaxValue)", "@(1)"),
        new("floats", "Array -ElementType Float -MaxCapacity 4", "@(0.1, -1e30)", "@()"),
        new("words", "Array -ElementType VarChar -MaxLength 20 -MaxCapacity 4", "@('', 'a,b', '\u96ea')", "@()"),
        new("geo", "Geometry", "'POINT (1 2)'", "'POLYGON ((0 0, 1 0, 1 1, 0 0))'") { NotOn = _newer },
        new("time", "Timestamptz", "'2026-02-28T23:59:59.123456Z'", "'1970-01-01T00:00:00Z'") { NotOn = _newer },
        new("bits", "BinaryVector -Dimension 16", "[byte[]](255, 1)", "[byte[]](0, 128)") { NotOn = _newer },
        new("half", "Float16Vector -Dimension 2", "@(65504, -0.5)", "@(0, 1)") { NotOn = _newer },
        new("brain", "BFloat16Vector -Dimension 2", "@(1, -2)", "@(0, 0.5)") { NotOn = _newer },
        new("bytes", "Int8Vector -Dimension 2", "@(-128, 127)", "@(0, 1)") { NotOn = _newer },
        new("sparse", "SparseFloatVector", "@{ 0 = 0.5; 4294967293 = 2 }", "@{ 7 = 1 }") { NotOn = ["milvus"] },
        new("chunks", "Array -ElementType Struct -MaxCapacity 3 -StructField (New-MilvusField t VarChar -MaxLength 20), "
            + "(New-MilvusField e FloatVector -Dimension 2)",
            "@(@{ t = 'a'; e = 1, 0 }, @{ t = ''; e = 0, 1 })", "@()") { NotOn = _newer },
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Backend, string> Files
    {
        get
        {
            var files = new TheoryData<Backend, string>();
            foreach (var row in (IEnumerable<object[]>)Backend.All)
            {
                files.Add((Backend)row[0], "rows.jsonl");
                files.Add((Backend)row[0], "rows.csv");
                files.Add((Backend)row[0], "rows.parquet");
            }

            foreach (var name in new[] { "rows.json", "rows.tsv", "rows.arrow", "rows.feather.gz", "rows.jsonl.gz", "rows.parquet.gz" })
            {
                files.Add(Backend.Embedded, name);
            }

            return files;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void RoundTrip_every_type_comes_back(Backend backend, string file)
    {
        using var connected = new BackendShell(backend);
        var kinds = _kinds.Where(kind => !kind.NotOn.Contains(backend.Name)).ToList();
        var (one, two) = (Make(connected, kinds, backend), Make(connected, kinds, backend));
        var rows = new[] { Row(1, kinds, kind => kind.One), Row(2, kinds, kind => kind.Other) }.ToList();
        if (backend.Name != "milvus")
        {
            rows.Add(Row(3, kinds.Where(kind => !kind.CanBeNull(backend)), kind => kind.One));
        }

        connected.Shell.Do($"$null = {string.Join(", ", rows)} | Add-MilvusEntity {one}");
        connected.Shell.Do($"Export-MilvusEntity {one} $args[0]; $null = Import-MilvusEntity {two} $args[0]", _folder.File(file));

        var (before, after) = (Rows(connected, one), Rows(connected, two));
        Assert.Equal(rows.Count, before.Count);
        Assert.Equal(before, after);
        Bounds(connected, one);
        if (backend.Name == "embedded")
        {
            var nulls = connected.Shell.Do($"Get-MilvusEntity {two} -Id 3").Output.Single();
            Assert.All(kinds, kind => Assert.Null(nulls.Properties[kind.Field].Value));
            // A row whose vector is null is not a hit.
            var hits = connected.Shell.Do(
                $"'half', 'brain', 'bytes' | ForEach-Object {{ (Search-MilvusEntity {two} (0, 1) -Field $_).Id }}");
            Assert.Equal(6, hits.Output.Count);
            Assert.DoesNotContain(hits.Output, id => 3L.Equals(id.BaseObject));
        }
    }

    private static void Bounds(BackendShell connected, string name)
    {
        var row = connected.Shell.Do($"Get-MilvusEntity {name} -Id 1").Output.Single();

        Assert.Equal((sbyte)-128, row.Properties["i8"].Value);
        Assert.Equal((short)-32768, row.Properties["i16"].Value);
        Assert.Equal(int.MinValue, row.Properties["i32"].Value);
        Assert.Equal(long.MinValue, row.Properties["i64"].Value);
        Assert.Equal(float.MaxValue, row.Properties["f"].Value);
        Assert.Equal(double.MinValue, row.Properties["d"].Value);
        Assert.Equal(string.Empty, row.Properties["text"].Value);
        Assert.Equal(new[] { long.MinValue, 0, long.MaxValue }, row.Properties["longs"].Value);
        Assert.Equal(9007199254740993L, ((PSObject)row.Properties["j"].Value).Properties["big"].Value);
    }

    private static string Make(BackendShell connected, IEnumerable<Kind> kinds, Backend backend)
    {
        var name = connected.NewName("trip");
        var fields = kinds.Select(kind =>
            $"(New-MilvusField {kind.Field} {kind.Type}{(kind.CanBeNull(backend) ? " -Nullable" : string.Empty)})");
        connected.Shell.Do(
            $"$null = New-MilvusCollection {name} -ConsistencyLevel Strong -Field (New-MilvusField id Int64 -PrimaryKey), "
                + $"(New-MilvusField v FloatVector -Dimension 2), {string.Join(", ", fields)}"
        );
        connected.Shell.Do($"$null = New-MilvusIndex {name} v -IndexType FLAT -MetricType L2");
        foreach (var (field, metric) in kinds
                .Where(kind => kind.Type.Contains("Vector", StringComparison.Ordinal))
                .Select(kind =>
                    kind.Field switch
                    {
                        "bits" => ("bits", "HAMMING"),
                        "sparse" => ("sparse", "IP"),
                        "chunks" => ("'chunks[e]'", "MAX_SIM_COSINE"),
                        var other => (other, "L2"),
                    }))
        {
            var type =
                field == "sparse" ? " -IndexType SPARSE_INVERTED_INDEX"
                : metric == "MAX_SIM_COSINE" ? " -IndexType HNSW"
                : string.Empty;
            connected.Shell.Do($"$null = New-MilvusIndex {name} {field} -MetricType {metric}{type}");
        }

        connected.Shell.Do($"Mount-MilvusCollection {name}");
        return name;
    }

    private static string Row(int id, IEnumerable<Kind> kinds, Func<Kind, string> value) =>
        $"@{{ id = {id}; v = {id}, 2; {string.Join("; ", kinds.Select(kind => $"{kind.Field} = {value(kind)}"))} }}";

    private static List<string> Rows(BackendShell connected, string name) =>
        [.. connected.Shell.Do($"Get-MilvusEntity {name}").Output.Select(row => PSSerializer.Serialize(row, 8))];

    private sealed record Kind(string Field, string Type, string One, string Other)
    {
        internal string[] NotOn { get; init; } = [];

        // Lite accepts nullable vector fields, but returns zeros for nulls of a dense one, and refuses rows of a sparse one.
        internal bool CanBeNull(Backend backend) =>
            backend.Name == "embedded" || (backend.Name == "lite" && !Type.Contains("Vector", StringComparison.Ordinal));
    }
}
