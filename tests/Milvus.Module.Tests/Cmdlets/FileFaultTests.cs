using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Faults that concern a file as a whole: one error before the first row, in words of the user.</summary>
public sealed class FileFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public FileFaultTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection two -Dimension 2
        $null = New-MilvusCollection c -Dimension 4
        $null = New-MilvusCollection plain -Field (New-MilvusField id INT64 -PrimaryKey),
            (New-MilvusField t VARCHAR -MaxLength 20 -Nullable), (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
        Add-MilvusEntity two @{ id = 1; vector = 1, 2 }, @{ id = 2; vector = 3, 4 }
        $ExecutionContext.SessionState.Path.SetLocation($args[0])
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [Failure("V10")]
    [InlineData("id,t,vector\n1,a,\"[1,2]\"\n2,b", "The line has 2 fields, but the header has 3.")]
    [InlineData("id,t,vector\n1\n", "The line has 1 field, but the header has 3.")]
    [InlineData("id,t,vector\n1,a,\"[1,2]\",7\n", "The line has 4 fields, but the header has 3.")]
    public void FileFault_csv_line_with_another_number_of_fields_is_an_error(string text, string message)
    {
        File.WriteAllText(_folder.File("short.csv"), text);

        var ran = _shell.Run("$null = Import-MilvusEntity plain short.csv");

        Assert.Contains(message, Assert.Single(ran.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Failure("V10")]
    public void FileFault_csv_rows_without_a_text_key_are_errors()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection keyed -Field (New-MilvusField sku VARCHAR -PrimaryKey -MaxLength 9),
                (New-MilvusField name VARCHAR -MaxLength 9), (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex keyed vector -MetricType L2
            Mount-MilvusCollection keyed
            """);
        File.WriteAllText(
            _folder.File("keys.csv"),
            """
            sku,name,vector
            ,first,"[1,2]"
            ,second,"[1,2]"
            "",third,"[1,2]"
            A,,"[1,2]"

            """);

        var ran = _shell.Run("$null = Import-MilvusEntity keyed keys.csv -Upsert");

        Assert.Equal(2, ran.Errors.Count);
        Assert.All(ran.Errors, error => Assert.Contains(
            "The cell of the column for 'sku' is empty, and each row needs a key.", error.ToString(), StringComparison.Ordinal));
        Assert.Equal(["=third", "A="], _shell.Do("Get-MilvusEntity keyed | ForEach-Object { \"$($_.sku)=$($_.name)\" }").Texts);
    }

    [Fact]
    [Failure("V10")]
    public void FileFault_import_without_any_accepted_row_ends_with_a_warning()
    {
        File.WriteAllText(_folder.File("none.csv"), "id,t,vector\nx,a,\"[1,2]\"\ny,b,\"[1,2]\"\n");

        var ran = _shell.Run("$null = Import-MilvusEntity plain none.csv");

        Assert.Contains(ran.Warnings, warning => warning.Contains(
            "2 of 2 rows were refused, so no row of the file is in plain", StringComparison.Ordinal));
    }

    [Theory]
    [Failure("V10")]
    [InlineData("""{"id":1,"vector":[1,2],"x":{"b":1,"b":2}}""", "b")]
    [InlineData("""{"id":1,"vector":[1,2],"x":[{"c":{"é":1,"\u00e9":2}}]}""", "é")]
    public void FileFault_name_that_an_object_has_twice_is_an_error(string row, string name)
    {
        File.WriteAllText(_folder.File("twice.jsonl"), row + "\n{\"id\":2,\"vector\":[1,2],\"x\":[{\"b\":1},{\"b\":1}]}\n");

        var ran = _shell.Run("$null = Import-MilvusEntity two twice.jsonl -Upsert");

        Assert.Contains($"An object has the name '{name}' twice", Assert.Single(ran.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [Failure("V10")]
    [InlineData("v.npy")]
    [InlineData("v.npy.gz")]
    public void FileFault_second_array_of_a_npy_file_is_an_error(string name)
    {
        _shell.Do("$null = Export-MilvusEntity two v.npy -OutputField vector -Force");
        var array = File.ReadAllBytes(_folder.File("v.npy"));
        using (var file = File.Create(_folder.File(name)))
        using (Stream target = name.EndsWith("gz", StringComparison.Ordinal)
            ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Compress) : file)
        {
            target.Write([.. array, .. array]);
        }

        _shell.Do("$null = New-MilvusCollection made -Field (New-MilvusField id INT64 -PrimaryKey -AutoId), "
            + "(New-MilvusField vector FLOAT_VECTOR -Dimension 2)");
        var ran = _shell.Run($"$null = Import-MilvusEntity made {name}");

        Assert.Contains("it has more data behind its array", Assert.Single(ran.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [Failure("V2")]
    [InlineData("o.npy")]
    [InlineData("o.npz", "-OutputField id, vector")]
    [InlineData("o.fvecs")]
    [InlineData("o.arrow")]
    [InlineData("o.parquet")]
    public void FileFault_vectors_of_another_dimension_are_one_error(string name, string output = "")
    {
        foreach (var file in new[] { name, name + ".gz" })
        {
            _shell.Do($"$null = Export-MilvusEntity two {file} {output}");

            var ran = _shell.Run($"Import-MilvusEntity c {file}");

            Assert.Equal(["MilvusDimensionMismatch"], ran.ErrorIds);
            Assert.Contains(
                "'vector' has vectors of another dimension in all rows: 2 components",
                ran.Errors[0].Exception.Message,
                StringComparison.Ordinal);
            Assert.Equal(["0"], _shell.Do("@(Get-MilvusEntity c).Count").Texts);
        }
    }

    [Theory]
    [InlineData("o.npz", "-OutputField id, vector")]
    [InlineData("o.npy.gz")]
    [InlineData("o.fvecs.gz")]
    [InlineData("o.jsonl.gz")]
    public void FileFault_wrong_checksum_is_an_error(string name, string output = "")
    {
        _shell.Do($"$null = Export-MilvusEntity two {name} {output}");
        var bytes = File.ReadAllBytes(_folder.File(name));
        // The last vector before the directory of the archive, or the checksum of the gzip member.
        bytes[name == "o.npz" ? bytes.AsSpan().IndexOf("PK\x01\x02"u8) - 1 : bytes.Length - 8] ^= 1;
        File.WriteAllBytes(_folder.File(name), bytes);

        var ran = _shell.Run($"Import-MilvusEntity two {name} -Upsert");

        Assert.Single(ran.Errors);
        Assert.Contains("damaged", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.NotEqual(["Full"], ran.Values("Verified").Select(value => $"{value}"));
    }

    [Theory]
    [InlineData("a\U0001F600b", "U+1F600")]
    [InlineData("\u4e2d", "U+4E2D")]
    public void FileFault_letter_that_the_encoding_lacks_is_named(string text, string letter)
    {
        _shell.Do("$null = New-MilvusIndex plain vector -MetricType L2; Mount-MilvusCollection plain");
        _shell.Do("$null = @{ id = 1; t = $args[0]; vector = 1, 2 } | Add-MilvusEntity plain", text);

        var error = Assert.Single(_shell.Run("Export-MilvusEntity plain rows.csv -Encoding windows-1252").Errors);

        Assert.Contains(letter, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Encoding utf8", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void FileFault_filter_without_a_row_and_a_file_without_rows_are_warnings()
    {
        _folder.Write("none.csv", "id,vector\n");

        string[] warnings =
        [
            .. _shell.Run("$null = Export-MilvusEntity two a.csv -Filter 'id > 9'").Warnings,
            .. _shell.Run("$null = Copy-MilvusCollection two none -Filter 'id > 9'").Warnings,
            .. _shell.Run("$null = Import-MilvusEntity two none.csv").Warnings,
        ];

        Assert.Equal(3, warnings.Length);
        Assert.All(warnings[..2], warning => Assert.StartsWith("No row of two matches the filter", warning, StringComparison.Ordinal));
        Assert.StartsWith("No row was read", warnings[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("json")]
    [InlineData("csv")]
    public void FileFault_damaged_gzip_file_is_one_error_before_the_first_row(string format)
    {
        var rows = "$null = 3..2000 | ForEach-Object { @{ id = $_; vector = $_, ($_ % 7) } } | Add-MilvusEntity two";
        _shell.Do($"{rows}; $null = Export-MilvusEntity two rows.{format}.gz; $null = New-MilvusCollection target -Dimension 2");
        var file = _folder.File($"rows.{format}.gz");
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(file, bytes);

        var ran = _shell.Run($"Import-MilvusEntity target rows.{format}.gz -BatchSize 10");

        Assert.Contains("it is truncated or damaged", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], _shell.Do("@(Get-MilvusEntity target).Count").Texts);
        Assert.Single(_shell.Run($"Import-MilvusEntity target rows.{format}.gz -WhatIf").Errors);
        _folder.Write("good.jsonl", "{\"id\":1,\"vector\":[1,2]}\n");
        var both = _shell.Run($"Import-MilvusEntity target good.jsonl, rows.{format}.gz -Verify Full");
        Assert.Single(both.Errors);
        Assert.Equal([1L], both.Values("RowsRead"));
        File.WriteAllBytes(file, []);
        var empty = Assert.Single(_shell.Run("Import-MilvusEntity target " + file).Errors);
        Assert.Contains("it is empty", empty.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":1,\"vector\":[1,2],\"txt\":\"x\"}\n", "a.jsonl")]
    [InlineData("[{\"id\":1,\"vector\":[1,2],\"txt\":\"x\"}]", "a.json")]
    [InlineData("{\"id\":1,\"vector\":[1,2],\"txt\":\"x\"}\n", "a.json")]
    [InlineData("id,vector,txt\n1,\"[1,2]\",x\n", "a.csv")]
    public void FileFault_column_of_the_map_that_the_file_lacks_is_one_error(string text, string name)
    {
        _folder.Write(name, text);

        var ran = _shell.Run($"Import-MilvusEntity two {name} -Map @{{ text = 't' }} -Upsert");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("-Map names text, but the columns of the file are", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("txt", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileFault_all_wrong_columns_are_one_error_with_an_example_of_the_map()
    {
        _folder.Write("a.csv", "key,txt,other thing,vectr\n1,x,y,\"[1,2]\"\n");

        var error = Assert.Single(_shell.Run("Import-MilvusEntity plain a.csv").Errors);

        foreach (var name in new[] { "'key' is not a field", "'txt' is not a field", "'other thing' is not a field", "'vectr' is not" })
        {
            Assert.Contains(name, error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.Contains("lacks columns that plain needs: id, vector", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("vectr = 'vector'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("key = 'id'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("'other thing' = '...'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", "id,vector\n,\"[1,2]\"\n", "The cell of the column for 'id' is empty", "nullable")]
    [InlineData("a.csv", "id,vector\n1,\"[1,2]\",3\n", "The line has 3 fields", "Correct the file")]
    [InlineData("a.jsonl", "{\"id\":1,\"vector\":[1,2]\n", "line 1", "Correct the file")]
    public void FileFault_bad_row_has_advice_about_the_file(string name, string text, string message, string advice)
    {
        _folder.Write(name, text);

        var error = Assert.Single(_shell.Run($"Import-MilvusEntity plain {name}").Errors);

        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void FileFault_map_of_JSON_lines_takes_columns_of_late_rows_and_refuses_unknown_fields()
    {
        _folder.Write("a.jsonl", "{\"id\":1,\"vector\":[1,2]}\n{\"id\":2,\"vector\":[1,2],\"txt\":\"x\"}\n");

        Assert.Equal(["2"], _shell.Do("(Import-MilvusEntity plain a.jsonl -Map @{ txt = 't' }).RowsAcknowledged").Texts);
        var refused = _shell.Run("Import-MilvusEntity plain a.jsonl -Map @{ txt = 'nosuch' }");
        Assert.Equal(["MilvusSchemaMismatch"], refused.ErrorIds);
    }

    [Theory]
    [InlineData("id;vector\n1;\"[1,2]\"\n", "a.csv", "", "separated by ';', and ',' was expected", "';'")]
    [InlineData("id\tvector\n1\t[1,2]\n", "a.csv", "", "separated by a tab", "\"`t\"")]
    [InlineData("id,vector\n1,\"[1,2]\"\n", "a.tsv", "", "separated by ','", "','")]
    [InlineData("id,vector\n1,\"[1,2]\"\n", "a.csv", "-Delimiter ';'", "separated by ',', and ';' was expected", "','")]
    public void FileFault_other_delimiter_is_named(string text, string name, string more, string says, string advice)
    {
        _folder.Write(name, text);

        var ran = _shell.Run($"Import-MilvusEntity two {name} {more} -Upsert");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains(says, ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"-Delimiter {advice}", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void FileFault_appended_rows_with_another_delimiter_name_it()
    {
        _shell.Do("$null = Export-MilvusEntity two o.csv");

        var ran = _shell.Run("Export-MilvusEntity two o.csv -Append -Delimiter ';'");

        Assert.Contains("separated by ',', and the rows by ';'", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Delimiter ','", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void FileFault_name_that_is_not_a_field_is_one_error_of_an_import_file()
    {
        var ran = _shell.Run(
            """
            1..5 | ForEach-Object { @{ id = $_; vector = 1, 2; txt = 'x' } } | ConvertTo-MilvusImportFile plain o.parquet
            """);

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.StartsWith(
            "4 more rows are not in the file for the same reason: txt is not a field of plain", ran.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void FileFault_refused_rows_of_an_import_file_are_summed_up()
    {
        var ran = _shell.Run(
            """
            1..5 | ForEach-Object { @{ id = $_; vector = @(1, 2, 3)[0..(1 + ($_ -gt 3))] } } | ConvertTo-MilvusImportFile plain o.parquet
            """);

        Assert.Equal(2, ran.Errors.Count);
        Assert.StartsWith("2 of 5 rows were refused. The others are in the file", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y.xlsx", "spreadsheets open .csv")]
    [InlineData("y.dat", "-Format JsonLines, Json, Csv")]
    public void FileFault_export_of_unknown_format_is_advised_on_what_can_be_written(string file, string advice)
    {
        var error = Assert.Single(_shell.Run($"Export-MilvusEntity two {file}").Errors);

        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("save the ", error.ErrorDetails.RecommendedAction, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("o.csv", "off. The header lacks")]
    [InlineData("o.parquet", "off. The file lacks")]
    public void FileFault_sentences_of_one_error_begin_with_capitals(string file, string expected)
    {
        _shell.Do(
            $$"""
            $null = New-MilvusCollection other -Field (New-MilvusField ident INT64 -PrimaryKey),
                (New-MilvusField v FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex other v
            Mount-MilvusCollection other
            $null = Add-MilvusEntity other @{ ident = 1; v = 1, 2 }
            $null = Export-MilvusEntity other {{file}}
            """);

        var error = Assert.Single(_shell.Run($"Import-MilvusEntity plain {file}").Errors);

        Assert.Contains(expected, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ id = @{ a = 1 }; vector = 1, 2 }", "an object with names and values is not a valid integer")]
    [InlineData("@{ id = (1, 2); vector = 1, 2 }", "a list is not a valid integer")]
    [InlineData("@{ id = 1; vector = (1, @{ a = 1 }) }", "a component is an object with names and values, not a number")]
    [InlineData("@{ id = 1; vector = 7 }", "an integer is not a vector")]
    [InlineData("'x'", "this one is a text")]
    public void FileFault_values_that_do_not_fit_are_named_in_words(string row, string says)
    {
        var ran = _shell.Run($"Add-MilvusEntity plain {row}");

        Assert.Contains(says, ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("`", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-MilvusEntity two link.jsonl -Force")]
    [InlineData("Export-MilvusEntity two link.jsonl -Append")]
    [InlineData("Get-MilvusEntity two | ConvertTo-MilvusImportFile two link.jsonl -Force")]
    [InlineData("Export-MilvusSchema two link.jsonl -Force")]
    public void FileFault_symbolic_link_stays_and_its_file_is_written(string line)
    {
        Directory.CreateDirectory(_folder.File("there"));
        _folder.Write("there/real.jsonl", "{\"id\":9,\"vector\":[1,2]}\n");
        File.CreateSymbolicLink(_folder.File("link.jsonl"), Path.Combine("there", "real.jsonl"));

        _shell.Do($"$null = {line}");

        Assert.NotNull(new FileInfo(_folder.File("link.jsonl")).LinkTarget);
        Assert.NotEqual("{\"id\":9,\"vector\":[1,2]}\n", File.ReadAllText(_folder.File("there/real.jsonl")));
        Assert.Equal(["link.jsonl", "there"], Directory.GetFileSystemEntries(_folder.FullName).Select(Path.GetFileName).Order());
        Assert.Equal(["real.jsonl"], Directory.GetFileSystemEntries(_folder.File("there")).Select(Path.GetFileName));
    }

    [Fact]
    [Failure("S5")]
    public void FileFault_symbolic_link_to_itself_is_an_error()
    {
        File.CreateSymbolicLink(_folder.File("loop.jsonl"), "loop.jsonl");

        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Export-MilvusEntity two loop.jsonl -Force").ErrorIds);
    }
}
