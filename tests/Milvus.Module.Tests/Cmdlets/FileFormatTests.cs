using System.IO.Compression;
using System.Text;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Text files of other programs: layouts of rows, encodings, and file names.</summary>
public sealed class FileFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public FileFormatTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection c -Dimension 2
        $null = New-MilvusCollection plain -Field (New-MilvusField id INT64 -PrimaryKey),
            (New-MilvusField name VARCHAR -MaxLength 20 -Nullable),
            (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
        $ExecutionContext.SessionState.Path.SetLocation($args[0])
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("a.json", "[{\"id\":1,\"vector\":[1,2]},\n {\"id\":2,\"vector\":[1,2]}]")]
    [InlineData("a.json", "{\n \"rows\": [\n  {\"id\":1,\"vector\":[1,2]}, {\"id\":2,\"vector\":[1,2]} ] }\n")]
    [InlineData("a.json", "{\"id\":1,\"vector\":[1,2]}\n{\"id\":2,\"vector\":[1,2]}\n")]
    [InlineData("a.json", "{\n\"id\":1,\n\"vector\":[1,2]\n}\n{\n\"id\":2,\n\"vector\":[1,2]\n}")]
    [InlineData("a.jsonl", "[{\"id\":1,\"vector\":[1,2]},{\"id\":2,\"vector\":[1,2]}]\n")]
    [InlineData("a.ndjson", "\n{\"id\":1,\"vector\":[1,2],\"$meta\":{\"k\":1}}\r\n\n{\"id\":2,\"vector\":[1,2],\"$meta\":\"{}\"}")]
    [InlineData("a.csv", "id,vector\n1,\"[1,2]\"\n2.0,\"[1,2]\"\n")]
    [InlineData("a.tsv", "id\tvector\tk\n1\t[1,2]\ta,b\n2\t[1,2]\t\n")]
    [InlineData("a.txt", "id\tvector\n1\t[1,2]\n2\t[1,2]\n", "-Format tsv")]
    public void FileFormat_rows_are_found_in_every_form(string name, string text, string more = "")
    {
        _folder.Write(name, text);

        Assert.Equal([2L], _shell.Do($"Import-MilvusEntity c {name} {more}").Values("RowsAcknowledged").Select(Convert.ToInt64));
        Assert.Equal([1L, 2L], _shell.Do("Get-MilvusEntity c").Values("id").Order());
    }

    [Fact]
    public void FileFormat_what_ConvertTo_MilvusImportFile_writes_is_imported()
    {
        _shell.Do("@{ id = 1; vector = 1, 2; k = 'v' }, @{ id = 2; vector = 1, 2 } | ConvertTo-MilvusImportFile c rows.json; "
            + "Import-MilvusEntity c rows.json");
        _shell.Do("@{ id = 3; vector = 1, 2; k = 'w' } | ConvertTo-MilvusImportFile c rows.jsonl; Import-MilvusEntity c rows.jsonl");

        Assert.Equal(
            ["v", null, "w"],
            _shell.Do("Get-MilvusEntity c -OutputField id, k | ForEach-Object { $_.k }; ").Output.Select(value => value?.ToString()));
    }

    [Theory]
    [InlineData("o.xlsx")]
    [InlineData("o.unknown")]
    [InlineData("noending")]
    [InlineData("o.dat.gz")]
    public void FileFormat_name_that_says_no_format_is_an_error_that_lists_the_formats(string name)
    {
        _folder.Write(name, "x");

        var ran = _shell.Run($"Import-MilvusEntity c {name}");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run($"Export-MilvusEntity c {name} -Force").ErrorIds);
        Assert.Contains(name == "o.dat.gz" ? "not gzip data" : ".jsonl", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,vector,nme\n", "'nme'")]
    [InlineData("id,name\n", "vector")]
    [InlineData(",id,vector\n", "column 1")]
    [InlineData("id,vector,id\n", "'id' twice")]
    [InlineData("Id,vector,id\n", "'Id'")]
    public void Import_MilvusEntity_wrong_header_is_one_error(string header, string says)
    {
        _folder.Write("a.csv", header + string.Concat(Enumerable.Range(1, 500).Select(i => $"{i},\"[1,2]\",{i}\n")));

        var ran = _shell.Run("Import-MilvusEntity plain a.csv");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains(says, ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("a.csv", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public void FileFormat_bytes_of_another_encoding_are_errors_of_their_rows_until_it_is_named()
    {
        File.WriteAllBytes(
            _folder.File("a.jsonl"),
            Encoding.Latin1.GetBytes("{\"id\":1,\"vector\":[1,2],\"k\":\"x\"}\n{\"id\":2,\"vector\":[1,2],\"k\":\"é\"}\n"));
        File.WriteAllBytes(_folder.File("a.csv"), Encoding.Latin1.GetBytes("id,vector,k\n3,\"[1,2]\",x\n4,\"[1,2]\",é\n"));

        var ran = _shell.Run("Import-MilvusEntity c a.jsonl, a.csv");

        Assert.Equal(["MilvusInvalidArgument", "MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains("a.jsonl, line 2: ", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("0xE9", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("a.csv, line 3: ", ran.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.Equal([2L], ran.Values("RowsAcknowledged").Select(Convert.ToInt64));
        foreach (var name in new[] { "latin1", "windows-1252", "28591" })
        {
            _shell.Do($"Clear-MilvusCollection c -Confirm:$false; Import-MilvusEntity c a.jsonl, a.csv -Encoding {name}");
            Assert.Equal(
                ["x", "é", "x", "é"],
                _shell.Do("Get-MilvusEntity c -OutputField id, k | ForEach-Object { $_.k }").Output.Select(value => value.ToString()));
        }
    }

    [Theory]
    [Failure("V10")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void FileFormat_byte_order_mark_decides(string encoding)
    {
        File.WriteAllText(_folder.File("a.csv"), "id,vector,k\n1,\"[1,2]\",é雪\n", Encoding.GetEncoding(encoding));
        File.WriteAllText(_folder.File("a.json"), "[{\"id\":2,\"vector\":[1,2],\"k\":\"é雪\"}]", Encoding.GetEncoding(encoding));

        _shell.Do("Import-MilvusEntity c a.csv, a.json -Encoding ascii");

        Assert.Equal(
            ["é雪", "é雪"],
            _shell.Do("Get-MilvusEntity c -OutputField id, k | ForEach-Object { $_.k }").Output.Select(value => value.ToString()));
    }

    /// <summary>Text files of every system: a mark, the ends of lines, an end without a line break, and blank lines.</summary>
    [Theory]
    [Failure("V10")]
    [InlineData("a.jsonl")]
    [InlineData("a.csv")]
    [InlineData("a.tsv")]
    public void FileFormat_text_of_every_system_is_read(string name)
    {
        string[] lines = name switch
        {
            "a.jsonl" => ["{\"id\":1,\"vector\":[1,2],\"k\":\"é\"}", "{\"id\":2,\"vector\":[1,2],\"k\":\"雪\"}"],
            "a.csv" => ["id,vector,k", "1,\"[1,2]\",é", "2,\"[1,2]\",雪"],
            _ => ["id\tvector\tk", "1\t[1,2]\té", "2\t[1,2]\t雪"],
        };
        foreach (var end in new[] { "\n", "\r\n" })
        {
            foreach (var (last, between) in new[] { (end, end), (string.Empty, end), (end + end, end + end) })
            {
                foreach (var (encoding, option) in new (Encoding, string)[]
                    {
                        (new UTF8Encoding(false), string.Empty),
                        (new UTF8Encoding(true), string.Empty),
                        (new UTF8Encoding(true), "-Encoding utf8"),
                        (new UnicodeEncoding(false, true), string.Empty),
                        (new UnicodeEncoding(false, false), "-Encoding unicode"),
                        (new UnicodeEncoding(true, false), "-Encoding bigendianunicode"),
                    })
                {
                    File.WriteAllText(_folder.File(name), string.Join(between, lines) + last, encoding);
                    _shell.Do($"Clear-MilvusCollection c -Confirm:$false; $null = Import-MilvusEntity c {name} {option}");

                    var found = _shell.Do("Get-MilvusEntity c -OutputField id, k | ForEach-Object { $_.k }").Output;
                    Assert.Equal(["é", "雪"], found.Select(value => value.ToString()));
                }
            }
        }
    }

    [Theory]
    [InlineData("out.jsonl.gz")]
    [InlineData("out.json")]
    [InlineData("out.json.gz")]
    [InlineData("out.csv.gz")]
    [InlineData("out.tsv")]
    [InlineData("out.ndjson")]
    public void FileFormat_export_is_imported_again(string name)
    {
        _shell.Do("$null = 1..3 | ForEach-Object { @{ id = $_; vector = 1, 2; k = \"a`t,$_\" } } | Add-MilvusEntity c; "
            + "Export-MilvusEntity c $args[0]; Clear-MilvusCollection c -Confirm:$false; Import-MilvusEntity c $args[0]", name);

        Assert.Equal(
            ["a\t,1", "a\t,2", "a\t,3"],
            _shell.Do("Get-MilvusEntity c -OutputField id, k | ForEach-Object { $_.k }").Output.Select(value => value.ToString()));
        Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), File.ReadAllBytes(_folder.File(name))[0] == 0x1F);
    }

    [Theory]
    [Failure("V10")]
    [InlineData(
        "a.jsonl",
        "{\"id\":1,\"vector\":[1,2]}\n{\"id\":2,\"vector\":[1,2],}\n{\"id\":3,\"vector\":[1,2]}\n",
        "a.jsonl, line 2: ",
        2
    )]
    [InlineData("a.json", "[{\"id\":1,\"vector\":[1,2]},\n{\"id\":2,\"vector\":[1,2]},\n{\"id\":3,]", "a.json: line 3: ", 2)]
    [InlineData("a.json", "{\"rows\":[{\"id\":1,\"vector\":[1,2]}],\"more\":1}", "a.json: line 1: ", 1)]
    [InlineData("a.json", "[1]", "a.json, line 1, row 1: ", 0)]
    [InlineData("a.json", "{\"id\":1,\"vector\":[1,2]}\n{\"id\":2,\n{\"id\":3,\"vector\":[1,2]}\n", "a.json, line 2: ", 2)]
    [InlineData("a.csv", "id,vector\n1,\"[1,2]\"\n2,\"[1,2]\"x\n", "a.csv: line 3: ", 1)]
    [InlineData("a.csv", "id,vector\n1,\"[1,2]\"\nx,\"[1,2]\"\n", "a.csv, line 3: ", 1)]
    public void Import_MilvusEntity_error_names_file_and_line_once_and_no_names_of_code(string name, string text, string place, long rows)
    {
        _folder.Write(name, text);

        var ran = _shell.Run($"Import-MilvusEntity c {name}");

        var message = Assert.Single(ran.Errors).Exception.Message;
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Equal(1, message.Split("line ").Length - 1);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", message, StringComparison.Ordinal);
        Assert.Equal([rows], ran.Values("RowsAcknowledged").Select(Convert.ToInt64));
    }

    [Theory]
    [InlineData("[1]", "line 2: $meta is not a JSON object.")]
    [InlineData("x", "line 2: $meta is not a JSON object.")]
    [InlineData("{\"\"a\"\":1", "line 2: $meta is not a JSON object: ")]
    [InlineData("{\"\"a\"\":1,}", "contains a trailing comma at the end, which JSON does not have (byte 8).")]
    [InlineData("{} {}", "line 2: $meta is not a JSON object: ")]
    public void Import_MilvusEntity_cell_of_the_dynamic_field_that_is_not_an_object_is_named(string cell, string says)
    {
        _folder.Write("a.csv", $"id,vector,$meta\n1,\"[1,2]\",\"{cell}\"\n");

        var message = Assert.Single(_shell.Run("Import-MilvusEntity c a.csv").Errors).Exception.Message;

        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Contains("$meta is not a JSON object", message, StringComparison.Ordinal);
        Assert.Equal(1, message.Split("line ").Length - 1);
    }

    [Fact]
    public void Import_MilvusEntity_file_that_is_not_gzip_is_an_error_with_its_name()
    {
        _folder.Write("a.jsonl.gz", "{\"id\":1,\"vector\":[1,2]}");

        Assert.Contains(
            "a.jsonl.gz",
            Assert.Single(_shell.Run("Import-MilvusEntity c a.jsonl.gz").Errors).Exception.Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() =>
            new GZipStream(File.OpenRead(_folder.File("a.jsonl.gz")), CompressionMode.Decompress).ReadByte());
    }

    [Theory]
    [InlineData("cut in the head", 5)]
    [InlineData("cut in the data", 60)]
    [InlineData("cut before the sum", -8)]
    [InlineData("cut in the length", -1)]
    [InlineData("wrong sum", -7, true)]
    [InlineData("wrong length", -3, true)]
    [InlineData("cut in the second member", 0, false, 12)]
    public void Import_MilvusEntity_gzip_file_that_is_cut_off_or_damaged_is_an_error(string what, int at, bool change = false, int more = 0)
    {
        var whole = Zip(1, 200);
        var place = at > 0 ? at : whole.Length + at;
        byte[] damaged = change
            ? [.. whole[..place], (byte)~whole[place], .. whole[(place + 1)..]]
            : [.. whole[..place], .. Zip(201, 300)[..more]];
        File.WriteAllBytes(_folder.File("a.jsonl.gz"), damaged);

        var failure = Assert.Single(_shell.Run("Import-MilvusEntity c a.jsonl.gz").Errors).Exception.Message;

        Assert.True(
            failure.Contains("a.jsonl.gz' cannot be read: it is truncated or damaged", StringComparison.Ordinal),
            $"{what}: {failure}");
    }

    [Fact]
    public void Import_MilvusEntity_members_of_gzip_follow_each_other_and_zero_bytes_may_follow_the_last()
    {
        File.WriteAllBytes(_folder.File("a.jsonl.gz"), [.. Zip(1, 20000), .. Zip(20001, 20002), .. new byte[600]]);

        Assert.Equal([20002L], _shell.Do("Import-MilvusEntity c a.jsonl.gz").Values("RowsAcknowledged").Select(Convert.ToInt64));
    }

    [Fact]
    public void Import_MilvusEntity_element_that_is_not_an_object_is_an_error_of_its_row()
    {
        _folder.Write("a.json", "[{\"id\":1,\"vector\":[1,2]},\n5,\nnull, [1],\n{\"id\":2,\"vector\":[1,2]}]");

        var ran = _shell.Run("Import-MilvusEntity c a.json");

        Assert.Equal([2L], ran.Values("RowsAcknowledged").Select(Convert.ToInt64));
        Assert.Equal(3, ran.Errors.Count);
        Assert.Contains("a.json, line 2, row 2: ", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileFormat_values_nested_deeply_come_back_from_an_export_and_deeper_ones_are_errors_of_their_rows()
    {
        var deep = new string('[', 490) + new string(']', 490);
        _folder.Write("start.jsonl", $"{{\"id\":1,\"vector\":[1,2],\"k\":{deep}}}");
        _shell.Do("Import-MilvusEntity c start.jsonl; Export-MilvusEntity c deep.json");

        Assert.Equal(
            [1L],
            _shell
                .Do("Clear-MilvusCollection c -Confirm:$false; Import-MilvusEntity c deep.json")
                .Values("RowsAcknowledged")
                .Select(Convert.ToInt64));

        var deeper = new string('[', 2000) + new string(']', 2000);
        _folder.Write("deeper.json", $"[{{\"id\":2,\"vector\":[1,2],\"k\":{deeper}}},\n{{\"id\":3,\"vector\":[1,2]}}]");
        var ran = _shell.Run("Import-MilvusEntity c deeper.json");
        Assert.Single(ran.Errors);
        Assert.Equal([1L], ran.Values("RowsAcknowledged").Select(Convert.ToInt64));
    }

    private static byte[] Zip(int first, int last)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(
                Encoding.UTF8.GetBytes(
                    string.Concat(Enumerable.Range(first, last - first + 1).Select(id => $"{{\"id\":{id},\"vector\":[1,2]}}\n"))));
        }

        return packed.ToArray();
    }
}
