using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Import-MilvusEntity and Start-MilvusImport read the same rows in the same file.</summary>
public sealed class SameFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public SameFileTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        foreach ($name in 'rows', 'job') {
            $null = New-MilvusCollection $name -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField name VARCHAR -MaxLength 40), (New-MilvusField v FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex $name v
            Mount-MilvusCollection $name
        }
        $ExecutionContext.SessionState.Path.SetLocation($args[0])
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("a.csv", "id,name,v\n1,\"a\n\n\nb\",\"[1,2]\"\n2,\"\",\"[1,2]\"\n3,,\"[1,2]\"\n")]
    [InlineData("a.csv", "\uFEFFid,name,v\r\n\r\n1,5\" pipe,\"[1,2]\"\r\n2,\"x\r\n\r\ny\",\"[1,2]\"\r\n3,\" \"\"z\"\" \",\"[1,2]\"")]
    [InlineData("a.csv", "v,name,id\n\"[1,2]\",#,1\n\"[1,2]\", \"x\" ,2\n\"[1,2]\",é雪,3\n")]
    [InlineData("a.json", "[{\"id\":1,\"name\":\"\\u00e9\",\"v\":[1,2]},\n"
        + "{\"id\":2,\"name\":\"\",\"v\":[1,2]},{\"id\":3,\"name\":\"雪\",\"v\":[1,2]}]")]
    [InlineData("a.json", "{\"rows\":[{\"id\":1,\"name\":\"a\",\"v\":[1,2]},"
        + "{\"id\":2,\"name\":\"b\",\"v\":[1,2]},{\"id\":3,\"name\":\"c\",\"v\":[1,2]}]}")]
    [InlineData("a.jsonl", "\uFEFF{\"id\":1,\"name\":\"a\",\"v\":[1,2]}\r\n\r\n"
        + "{\"id\":2,\"name\":\"b\",\"v\":[1,2]}\n{\"id\":3,\"name\":\"c\",\"v\":[1,2]}")]
    public void Import_MilvusEntity_and_Start_MilvusImport_read_the_same_rows(string name, string text)
    {
        _folder.Write(name, text);

        _shell.Do($"Import-MilvusEntity rows {name}; $null = Start-MilvusImport job {name} | Wait-MilvusImport");

        var rows = Names("rows");
        Assert.Equal(3, rows.Count);
        Assert.Equal(rows, Names("job"));
    }

    [Theory]
    [InlineData("a.csv", "id,name,v\n1,\"x\" y,\"[1,2]\"\n", "line 2: this is not CSV: ")]
    [InlineData("a.csv", "id,name,v\n1,a,\"[1,2]\"\n\n2,\"x,\"[1,2]\"\n", "line 4: this is not CSV: ")]
    [InlineData("a.json", "[{\"id\":1,\n\"name\" 5}]", "line 2: the JSON after this cannot be read: ")]
    public void Import_MilvusEntity_and_Start_MilvusImport_name_the_same_line(string name, string text, string reason)
    {
        _folder.Write(name, text);

        var row = Assert.Single(_shell.Run($"Import-MilvusEntity rows {name}").Errors).Exception.Message;
        var job = Assert.Single(_shell.Run($"Start-MilvusImport job {name} | Wait-MilvusImport").Errors).Exception.Message;

        Assert.Contains(reason, row, StringComparison.Ordinal);
        Assert.Contains(reason, job, StringComparison.Ordinal);
    }

    private List<string> Names(string collection) =>
        [
            .. _shell.Do($"Get-MilvusEntity {collection} -OutputField id, name | ForEach-Object {{ \"$($_.id):$($_.name)\" }}")
                .Output.Select(value => value.ToString()!),
        ];
}
