using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Files of rows in all formats: written, read back, recognized, continued and verified.</summary>
public sealed class RowFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public RowFileTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 4),
            (New-MilvusField n INT32 -Nullable), (New-MilvusField s VARCHAR -MaxLength 100), (New-MilvusField j JSON),
            (New-MilvusField a ARRAY -ElementType INT64 -MaxCapacity 9),
                (New-MilvusField t ARRAY -ElementType VARCHAR -MaxLength 9 -MaxCapacity 9),
            (New-MilvusField h FLOAT16_VECTOR -Dimension 2), (New-MilvusField g BFLOAT16_VECTOR -Dimension 2),
            (New-MilvusField i INT8_VECTOR -Dimension 2), (New-MilvusField bits BINARY_VECTOR -Dimension 16),
            (New-MilvusField w SPARSE_FLOAT_VECTOR), (New-MilvusField o BOOL)
        $null = New-MilvusCollection all -Field $fields -EnableDynamicField
        $null = 'v', 'h', 'g', 'i' | ForEach-Object { New-MilvusIndex all $_ -IndexType HNSW -MetricType L2 }
        $null = New-MilvusIndex all bits -IndexType BIN_FLAT -MetricType HAMMING
        $null = New-MilvusIndex all w -IndexType SPARSE_INVERTED_INDEX -MetricType IP
        Mount-MilvusCollection all
        $null = New-MilvusCollection c -Dimension 4
        $ExecutionContext.SessionState.Path.SetLocation($args[0])
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("o.jsonl")]
    [InlineData("o.json")]
    [InlineData("o.csv")]
    [InlineData("o.tsv")]
    [InlineData("o.parquet")]
    [InlineData("o.arrow")]
    [InlineData("o.feather")]
    public void RowFile_rows_of_all_types_come_back_from_every_format(string name)
    {
        AddRows();
        foreach (var file in new[] { name, name + ".gz" })
        {
            var ran = _shell.Do(
                $$"""
                $null = Export-MilvusEntity all before.jsonl -Force
                $exported = Export-MilvusEntity all {{file}} -Verify Full
                Clear-MilvusCollection all -Confirm:$false
                $imported = Import-MilvusEntity all {{file}} -Verify Full
                $null = Export-MilvusEntity all after.jsonl -Force
                $exported.RowsCounted, $exported.RowsCompared, $imported.RowsAcknowledged, $imported.RowsCounted, $imported.RowsCompared
                $imported.Verified
                """);

            Assert.Equal(["5", "5", "5", "5", "5", "Full"], ran.Output.Select(item => item.ToString()));
            Assert.Equal(File.ReadAllText(_folder.File("before.jsonl")), File.ReadAllText(_folder.File("after.jsonl")));
            Assert.Equal(3, Directory.GetFiles(_folder.FullName).Length - (file == name ? 0 : 1));
        }
    }

    [Theory]
    [InlineData("o.npy", "")]
    [InlineData("o.npz", "-OutputField id, vector")]
    [InlineData("o.fvecs", "")]
    public void RowFile_vectors_come_back_from_files_of_vectors(string name, string fields)
    {
        _shell.Do("$null = 0..2 | ForEach-Object { @{ id = $_; vector = $_, 0.5, -1, 2 } } | Add-MilvusEntity c");
        foreach (var file in new[] { name, name + ".gz" })
        {
            _shell.Do($"$null = Export-MilvusEntity c {file} {fields}; Clear-MilvusCollection c -Confirm:$false; $null = "
                + $"Import-MilvusEntity c {file}");

            Assert.Equal(
                ["0: 0 0.5 -1 2", "1: 1 0.5 -1 2", "2: 2 0.5 -1 2"],
                _shell.Do("Get-MilvusEntity c | ForEach-Object { \"$($_.id): $($_.vector)\" }").Output.Select(item => item.ToString()));
        }
    }

    [Fact]
    public void RowFile_bytes_and_integers_come_back_from_bvecs_and_ivecs()
    {
        AddRows();
        _shell.Do(
            """
            $null = Export-MilvusEntity all o.bvecs -OutputField bits
            $null = Export-MilvusEntity all o.ivecs -OutputField a
            $null = New-MilvusCollection bits -Field (New-MilvusField id VARCHAR -PrimaryKey -MaxLength 9),
                (New-MilvusField b BINARY_VECTOR -Dimension 16)
            $null = New-MilvusIndex bits b -IndexType BIN_FLAT -MetricType HAMMING
            Mount-MilvusCollection bits
            $null = Import-MilvusEntity bits o.bvecs -Map @{ vector = 'b' }
            """);

        Assert.Equal(
            ["0: 1 1", "1: 1 2", "2: 1 3", "3: 1 4", "4: 1 5"],
            _shell.Do("Get-MilvusEntity bits | ForEach-Object { \"$($_.id): $($_.b)\" }").Output.Select(item => item.ToString()));
        Assert.Equal(5 * 4 + (1 + 2 + 3 + 4 + 5) * 4, new FileInfo(_folder.File("o.ivecs")).Length);
    }

    [Theory]
    [InlineData("o.parquet", "o.bin")]
    [InlineData("o.arrow", "o.csv")]
    [InlineData("o.jsonl", "o.dat")]
    [InlineData("o.jsonl.gz", "o.jsonl")]
    [InlineData("o.npz", "o.txt")]
    public void Import_MilvusEntity_content_says_the_format_where_the_name_does_not(string written, string named)
    {
        _shell.Do($"$null = @{{ id = 1; vector = 1, 2, 3, 4 }} | Add-MilvusEntity c; $null = Export-MilvusEntity c {written} "
            + $"-OutputField id, vector");
        File.Move(_folder.File(written), _folder.File(named));

        Assert.Equal([1L], _shell.Do($"Import-MilvusEntity c {named} -Upsert").Values("RowsAcknowledged"));
    }

    [Fact]
    public void Import_MilvusEntity_Map_renames_and_leaves_out_columns_and_refuses_one_that_is_not_there()
    {
        _folder.Write("a.csv", "key;embedding;junk\n1;[1,2,3,4];x\n2;[1,2,3,5];y\n");
        _folder.Write("a.jsonl", "{\"key\":3,\"embedding\":[1,2,3,4],\"junk\":1}\n");

        _shell.Do("$null = Import-MilvusEntity c a.csv -Delimiter ';' -Map @{ key = 'id'; embedding = 'vector'; junk = $null }; "
            + "$null = Import-MilvusEntity c a.jsonl -Map @{ key = 'id'; embedding = 'vector'; junk = $null }");

        Assert.Equal(
            ["id, vector", "id, vector", "id, vector"],
            _shell
                .Do("Get-MilvusEntity c | ForEach-Object { $_.psobject.Properties.Name -join ', ' }")
                .Output.Select(item => item.ToString()));
        var refused = _shell.Run("Import-MilvusEntity c a.csv -Delimiter ';' -Map @{ nokey = 'id' }");
        Assert.Equal(["MilvusSchemaMismatch"], refused.ErrorIds);
        Assert.Contains(
            "-Map names nokey, but the columns of the file are key",
            refused.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(refused.Output);
    }

    [Fact]
    public void Import_MilvusEntity_First_and_Skip_count_over_all_files()
    {
        _folder.Write("1.csv", "id,vector\n1,\"[1,2,3,4]\"\n2,\"[1,2,3,4]\"\n");
        _folder.Write("2.csv", "id,vector\n3,\"[1,2,3,4]\"\n4,\"[1,2,3,4]\"\n");

        _shell.Do("$null = Import-MilvusEntity c 1.csv, 2.csv -Skip 1 -First 2");

        Assert.Equal([2L, 3L], _shell.Do("Get-MilvusEntity c").Values("id"));
    }

    [Fact]
    public void Import_MilvusEntity_keys_by_position_count_over_all_files()
    {
        File.WriteAllBytes(_folder.File("1.fvecs"), Vecs(2));
        File.WriteAllBytes(_folder.File("2.fvecs"), Vecs(3));

        Assert.Equal([5L], _shell.Do("Import-MilvusEntity c 1.fvecs, 2.fvecs").Values("RowsCounted"));
        Assert.Equal([0L, 1L, 2L, 3L, 4L], _shell.Do("Get-MilvusEntity c").Values("id"));
    }

    [Fact]
    public void Import_MilvusEntity_keys_by_position_warn_of_rows_that_may_have_them()
    {
        File.WriteAllBytes(_folder.File("1.fvecs"), Vecs(2));

        Assert.Empty(_shell.Do("$null = Import-MilvusEntity c 1.fvecs, 1.fvecs").Warnings);

        var replaced = Assert.Single(_shell.Do("$null = Import-MilvusEntity c 1.fvecs -Upsert").Warnings);
        Assert.Contains("rows with the same keys are replaced", replaced, StringComparison.Ordinal);

        _shell.Do("Export-MilvusEntity c o.csv -Filter 'id == 3'");
        Assert.Empty(_shell.Do("$null = Import-MilvusEntity c o.csv -Upsert").Warnings);

        var twice = Assert.Single(_shell.Do("$null = Import-MilvusEntity c 1.fvecs, 1.fvecs").Warnings);
        Assert.Contains("1.fvecs has no keys", twice, StringComparison.Ordinal);
        Assert.Contains("c already has 4 rows: rows with the same keys are stored twice.", twice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-MilvusEntity c o.csv -NoClobber -Force", "exclude each other")]
    [InlineData("Export-MilvusEntity c o.csv -Append -Force", "use one of them")]
    [InlineData("Export-MilvusEntity c o.arrow -Append", "cannot be appended")]
    [InlineData("Export-MilvusEntity c o.parquet.gz -Append", "cannot be appended")]
    [InlineData("Export-MilvusEntity c o.json -Delimiter ';'", "-Delimiter is for")]
    [InlineData("Export-MilvusEntity c o.parquet -Encoding utf8", "-Encoding is for texts")]
    [InlineData("Export-MilvusEntity all o.fvecs", "v, h, g are possible")]
    [InlineData("Export-MilvusEntity c o.ivecs", "it takes an ARRAY of integers")]
    [InlineData("Export-MilvusEntity c o.xyz", ".fvecs")]
    [InlineData("Export-MilvusEntity c o.csv -Format nothing", "JsonLines, Json, Csv, Tsv, Parquet, Arrow, Npy")]
    [InlineData("Import-MilvusEntity c o.csv -Map @{ a = 'id'; b = 'id' }", "two columns for 'id'")]
    [InlineData("Import-MilvusEntity c o.csv -Delimiter 'x'", "cannot separate")]
    public void RowFile_parameters_that_contradict_are_refused_and_write_nothing(string command, string says)
    {
        _folder.Write("o.csv", "id,vector\n");

        var ran = _shell.Run(command);

        Assert.Contains(says, Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["o.csv"], Directory.GetFiles(_folder.FullName).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("o.jsonl")]
    [InlineData("o.jsonl.gz")]
    [InlineData("o.csv")]
    [InlineData("o.tsv.gz")]
    [InlineData("o.parquet")]
    [InlineData("o.fvecs")]
    public void Export_MilvusEntity_Append_adds_rows_to_a_file(string name)
    {
        _shell.Do("$null = 0..1 | ForEach-Object { @{ id = $_; vector = 1, 2, 3, $_ } } | Add-MilvusEntity c");

        _shell.Do($"$null = Export-MilvusEntity c {name} -Append -Filter 'id == 0'; $null = Export-MilvusEntity c {name} -Append "
            + "-Filter 'id == 1'; "
            + $"Clear-MilvusCollection c -Confirm:$false; $null = Import-MilvusEntity c {name}");

        Assert.Equal([0L, 1L], _shell.Do("Get-MilvusEntity c").Values("id"));
    }

    [Theory]
    [InlineData("o.csv")]
    [InlineData("o.tsv.gz")]
    [InlineData("o.jsonl")]
    [InlineData("o.jsonl.gz")]
    [InlineData("o.parquet")]
    [InlineData("o.fvecs")]
    public void Export_MilvusEntity_Append_to_an_empty_file_begins_it(string name)
    {
        File.WriteAllText(_folder.File(name), "");
        _shell.Do("$null = 0..2 | ForEach-Object { @{ id = $_; vector = $_, 0.5, -1, 2 } } | Add-MilvusEntity c");

        var exported = _shell.Do($"(Export-MilvusEntity c {name} -Append -Verify Full).RowsCompared");
        var imported = _shell.Do($"(Import-MilvusEntity c {name} -Upsert).RowsAcknowledged");

        Assert.Equal(["3", "3"], exported.Output.Concat(imported.Output).Select(item => item.ToString()));
    }

    [Fact]
    public void Export_MilvusEntity_Append_to_a_Parquet_file_with_other_columns_is_refused()
    {
        _shell.Do(
            """
            @{ id = 1; vector = 1, 0.5, -1, 2 } | Add-MilvusEntity c | Out-Null
            $null = Export-MilvusEntity c o.parquet -OutputField id
            """);
        var before = File.ReadAllBytes(_folder.File("o.parquet"));

        var ran = _shell.Run("Export-MilvusEntity c o.parquet -Append -OutputField vector");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("its columns are id", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.File("o.parquet")));
    }

    [Fact]
    public void Export_MilvusEntity_Append_to_a_Parquet_file_with_other_types_names_the_columns()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection texts -Dimension 4 -IdType VarChar -MaxLength 20
            $null = @{ id = 'a'; vector = 1, 2, 3, 4 } | Add-MilvusEntity texts
            $null = @{ id = 1; vector = 1, 0.5, -1, 2 } | Add-MilvusEntity c
            $null = Export-MilvusEntity c o.parquet -OutputField id
            """);
        var before = File.ReadAllBytes(_folder.File("o.parquet"));

        var ran = _shell.Run("Export-MilvusEntity texts o.parquet -Append -OutputField id");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("a column has another type: id (VarChar in the rows)", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.File("o.parquet")));
    }

    [Theory]
    [InlineData("o.npy")]
    [InlineData("o.fvecs")]
    public void Export_MilvusEntity_file_of_one_field_names_what_it_omits(string name)
    {
        _shell.Do("$null = @{ id = 1; vector = 1, 0.5, -1, 2 } | Add-MilvusEntity c");

        var warning = Assert.Single(_shell.Run($"$null = Export-MilvusEntity c {name} -Verify Full").Warnings);

        Assert.Contains("one field of c: 'vector'", warning, StringComparison.Ordinal);
        Assert.Contains("id", warning, StringComparison.Ordinal);
        Assert.Empty(_shell.Run($"$null = Export-MilvusEntity c {name} -OutputField vector -Force").Warnings);
    }

    [Fact]
    public void Import_MilvusEntity_refused_rows_are_followed_by_what_became_of_the_others()
    {
        _folder.Write("o.jsonl", "{\"id\":1,\"vector\":[1,2,3,4]}\n{\"id\":2,\"vector\":[1]}\n{\"id\":3,\"vector\":[1,2,3,4]}\n");

        var ran = _shell.Run("Import-MilvusEntity c o.jsonl");

        Assert.Single(ran.Errors);
        Assert.StartsWith("1 of 3 rows was refused. The others are in c.", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        Assert.Equal([1L], ran.Values("RowsRefused"));

        _folder.Write("all.jsonl", "{\"id\":2,\"vector\":[1]}\n");
        Assert.Empty(_shell.Run("Import-MilvusEntity c all.jsonl").Warnings);
    }

    [Theory]
    [InlineData("1,5", true)]
    [InlineData("1.000,5", true)]
    [InlineData("eins", false)]
    public void Import_MilvusEntity_number_with_a_decimal_comma_gets_the_way_to_write_it(string number, bool isHinted)
    {
        _folder.Write("o.csv", $"id;vector\n{number};[1,2,3,4]\n");

        var error = Assert.Single(_shell.Run("Import-MilvusEntity c o.csv -Delimiter ';'").Errors);

        Assert.Equal(isHinted, error.ErrorDetails.RecommendedAction.Contains("decimal point", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("o.jsonl", "o.jsonl")]
    [InlineData("o.jsonl", "./o.jsonl.part")]
    [InlineData("o.parquet", "O.parquet.part")]
    public void Export_MilvusEntity_LedgerPath_that_is_the_file_of_the_rows_is_refused(string name, string ledger)
    {
        var ran = _shell.Run($"Export-MilvusEntity c {name} -LedgerPath {ledger}");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("id,vector\n1,\"[1,2,3,4]\"", "is not ended by a line break")]
    [InlineData("id,other\n", "its columns are id, other")]
    public void Export_MilvusEntity_Append_to_a_file_with_other_columns_or_an_unfinished_line_is_refused(string text, string says)
    {
        _folder.Write("o.csv", text);

        var ran = _shell.Run("Export-MilvusEntity c o.csv -Append -OutputField id, vector");

        Assert.Contains(says, Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_folder.File("o.csv")));
    }

    [Fact]
    public void Export_MilvusEntity_Encoding_and_Delimiter_are_those_of_the_file()
    {
        _shell.Do("$null = @{ id = 1; vector = 1, 2, 3, 4; k = 'é' } | Add-MilvusEntity c; $null = Export-MilvusEntity c o.csv "
            + "-OutputField id, k "
            + "-Encoding utf-16 -Delimiter ';'");

        Assert.Equal("id;$meta\n1;\"{\"\"k\"\":\"\"é\"\"}\"\n", File.ReadAllText(_folder.File("o.csv"), System.Text.Encoding.Unicode));
        var lost = _shell.Run("Export-MilvusEntity c p.csv -OutputField id, k -Encoding ascii");
        Assert.Contains("does not have the letter U+00E9", Assert.Single(lost.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["o.csv"], Directory.GetFiles(_folder.FullName).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("[{\"id\":1,\"vector\":[1,2,3,4]}] [{\"id\":2,\"vector\":[1,2,3,4]}] junk")]
    [InlineData("{\"rows\":[{\"id\":1,\"vector\":[1,2,3,4]}],\"rows\":[]}")]
    [InlineData("{\"rows\":[{\"id\":1,\"vector\":[1,2,3,4]}],\"more\":1}")]
    [InlineData("[{\"id\":1,\"vector\":[1,2,3,4]}]]")]
    public void Start_MilvusImport_text_after_the_rows_fails_and_imports_nothing(string json)
    {
        _folder.Write("a.json", json);

        Assert.Equal(["MilvusJobFailed"], _shell.Run("Start-MilvusImport c $args[0] -Wait", _folder.File("a.json")).ErrorIds);
        Assert.Empty(_shell.Do("Get-MilvusEntity c").Output);
    }

    [Fact]
    public void RowFile_dynamic_key_that_is_there_twice_is_an_error_of_its_row()
    {
        _folder.Write("a.jsonl", "{\"id\":1,\"vector\":[1,2,3,4],\"k\":1,\"k\":2}\n\uFEFF{\"id\":2,\"vector\":[1,2,3,4]}\n");

        var ran = _shell.Run("Import-MilvusEntity c a.jsonl");

        Assert.Contains("a.jsonl, line 1: The row has 'k' twice", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal([1L], ran.Values("RowsAcknowledged"));
    }

    [Theory]
    [InlineData("+7,+1.5,True", "7 1.5 True")]
    [InlineData("007,1e3,t", "7 1000 True")]
    [InlineData("-7,.5,0", "-7 0.5 False")]
    public void Start_MilvusImport_CSV_cells_are_read_as_servers_read_them(string cells, string stored)
    {
        _shell.Do("$null = New-MilvusCollection n -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField d DOUBLE), "
            + "(New-MilvusField o BOOL), "
            + "(New-MilvusField v FLOAT_VECTOR -Dimension 2); $null = New-MilvusIndex n v; Mount-MilvusCollection n");
        _folder.Write("a.csv", $"id,d,o,v\n{cells},\"[1,2]\"\n");

        _shell.Do("$null = Start-MilvusImport n $args[0] -Wait", _folder.File("a.csv"));

        Assert.Equal(
            [stored],
            _shell.Do("Get-MilvusEntity n | ForEach-Object { \"$($_.id) $($_.d) $($_.o)\" }").Output.Select(item => item.ToString()));
    }

    private static byte[] Vecs(int rows)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        for (var row = 0; row < rows; row++)
        {
            writer.Write(4);
            for (var i = 0; i < 4; i++)
            {
                writer.Write((float)row);
            }
        }

        return bytes.ToArray();
    }

    private void AddRows() => _shell.Do(
        """
        $null = 1..5 | ForEach-Object { @{ id = $_; v = 1.5, 0.1, -0.0, $_; n = $(if ($_ -ne 2) { $_ }); s = "text `"$_`", é";
            j = @{ x = $_; y = @(1, 'a') }
            a = @(1..$_); t = @('', 'b'); h = 0.1, 2; g = 0.5, 2; i = -128, 127; bits = [byte[]](1, $_); w = @{ 1 = 0.5; 7 = 2.25 };
                o = $_ -eq 3; more = "d$_" } } |
            Add-MilvusEntity all
        """);
}
