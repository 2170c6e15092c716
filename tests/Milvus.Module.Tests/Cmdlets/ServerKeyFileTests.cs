using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Files of collections whose keys the server generates.</summary>
public sealed class ServerKeyFileTests
{
    private const string Make =
        """
        param($name)
        $null = New-MilvusCollection $name -Field (New-MilvusField id INT64 -PrimaryKey -AutoId), (New-MilvusField t VARCHAR -MaxLength 20),
            (New-MilvusField v FLOAT_VECTOR -Dimension 2)
        $null = New-MilvusIndex $name v -IndexType FLAT -MetricType L2
        Mount-MilvusCollection $name
        """;

    public static TheoryData<Backend, string> Cases
    {
        get
        {
            var cases = new TheoryData<Backend, string>();
            foreach (var row in (IEnumerable<object[]>)Backend.All)
            {
                cases.Add((Backend)row[0], "rows.jsonl");
                cases.Add((Backend)row[0], "rows.csv");
                cases.Add((Backend)row[0], "rows.parquet");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Export_MilvusEntity_generated_keys_are_omitted_and_file_imports(Backend backend, string file)
    {
        using var folder = new TemporaryFolder();
        using var on = new BackendShell(backend);
        var (one, two) = (on.NewName("one"), on.NewName("two"));
        on.Shell.Do(Make, one);
        on.Shell.Do(Make, two);
        on.Shell.Do("$null = 'a', 'b' | ForEach-Object { @{ t = $_; v = 1, 2 } } | Add-MilvusEntity $args[0]", one);

        var exported = on.Shell.Do("Export-MilvusEntity $args[0] $args[1] -ConsistencyLevel Strong -WarningVariable said "
            + "-WarningAction SilentlyContinue; \"$said\"", one, folder.File(file));

        Assert.Contains("'id' is omitted from the file", exported.Output[^1].ToString(), StringComparison.Ordinal);
        on.Shell.Do("$null = Import-MilvusEntity $args[0] $args[1]", two, folder.File(file));
        Assert.Equal(["a", "b"], on.Shell.Do("Get-MilvusEntity $args[0] -ConsistencyLevel Strong", two).Values("t").Cast<string>().Order());

        var keyed = folder.File("keyed-" + file);
        on.Shell.Do("Export-MilvusEntity $args[0] $args[1] -OutputField id, t, v -ConsistencyLevel Strong", one, keyed);
        var refused = on.Shell.Run("Import-MilvusEntity $args[0] $args[1]", two, keyed);
        Assert.Equal(["MilvusSchemaMismatch"], refused.ErrorIds);
        Assert.Contains("generates the keys", refused.Errors[0].Exception.Message, StringComparison.Ordinal);
    }
}
