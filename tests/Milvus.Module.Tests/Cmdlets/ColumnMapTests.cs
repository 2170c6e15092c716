using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>-Map of an import: misspelt fields, and the proposals of errors.</summary>
public sealed class ColumnMapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public ColumnMapTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus -InMemory
            foreach ($name in 'fix', 'dyn') {
                $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField title VarChar -MaxLength 50 -Nullable),
                    (New-MilvusField vector FloatVector -Dimension 2)
                $null = New-MilvusCollection $name -Field $fields -EnableDynamicField:($name -eq 'dyn') `
                    -IndexParameter (New-MilvusIndexParameter vector -IndexType FLAT -MetricType L2)
            }
            $ExecutionContext.SessionState.Path.SetLocation($args[0])
            """,
            _folder.FullName);
        _folder.Write("a.csv", "id,name,vector\n1,a,\"[1,2]\"\n2,b,\"[1,3]\"\n");
        _folder.Write("a.jsonl", "{\"id\":3,\"name\":\"a\",\"vector\":[1,2]}\n");
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("a.csv", "titel", " Did you mean title?")]
    [InlineData("a.jsonl", "titel", " Did you mean title?")]
    [InlineData("a.csv, a.jsonl", "titel", " Did you mean title?")]
    [InlineData("a.csv", "colour", "")]
    public void Import_MilvusEntity_Map_of_a_name_that_is_not_a_field_is_one_warning(string files, string name, string hint)
    {
        foreach (var whatIf in new[] { " -WhatIf", string.Empty })
        {
            var ran = _shell.Do($"Import-MilvusEntity dyn {files} -Map @{{ name = '{name}' }}{whatIf}");

            Assert.Equal(
                $"-Map: '{name}' is not a field of dyn, so the column 'name' is stored as the dynamic key '{name}'.{hint} "
                    + $"'$meta[\"{name}\"]' is the key in any case.",
                Assert.Single(ran.Warnings));
        }

        Assert.Equal(["a"], _shell.Do($"(Get-MilvusEntity dyn -First 1 -OutputField {name} 3>$null).{name}").Texts);
    }

    [Fact]
    public void Import_MilvusEntity_Map_of_a_dynamic_key_is_not_reported()
    {
        var ran = _shell.Do("Import-MilvusEntity dyn a.csv -Map @{ name = '$meta[\"titel\"]' } -Verify Full");

        Assert.Empty(ran.Warnings);
        Assert.Equal(["a", "b"], _shell.Do("(Get-MilvusEntity dyn -OutputField titel 3>$null).titel").Texts);
    }

    [Theory]
    [InlineData("a.csv", "@{ name = 'titel' }", "Did you mean -Map @{ name = 'title' }?")]
    [InlineData("a.jsonl", "@{ name = 'titel' }", "Did you mean -Map @{ name = 'title' }?")]
    [InlineData("a.csv", "@{ title = 'name' }", "Did you mean -Map @{ name = 'title' }?")]
    [InlineData("a.csv", "@{ name = 'colour' }", "The fields of fix are id, title, vector.")]
    [InlineData("a.csv", "@{ name = '$meta[\"colour\"]' }", "The fields of fix are id, title, vector.")]
    public void Import_MilvusEntity_Map_of_a_name_that_no_row_can_have_is_one_error(string file, string map, string advice)
    {
        var ran = _shell.Run($"Import-MilvusEntity fix {file}, {file} -Map {map}");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("is not a field of fix, whose dynamic field is off", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["0"], _shell.Do("@(Get-MilvusEntity fix).Count").Texts);
    }

    [Fact]
    public void Import_MilvusEntity_Map_of_a_dynamic_key_with_the_name_of_a_field_is_refused()
    {
        var ran = _shell.Run("Import-MilvusEntity dyn a.csv -Map @{ name = '$meta[\"title\"]' }");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("name = 'title'", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Import-MilvusEntity dyn a.csv -Map @{ nmae = 'title' }", "Did you mean name = 'title'?")]
    [InlineData("Import-MilvusEntity fix a.jsonl -Map @{ nmae = 'title' }", "Did you mean name = 'title'?")]
    [InlineData("Import-MilvusEntity dyn a.csv -Map @{ titel = 'name' }", "Did you mean name = 'titel'?")]
    public void Import_MilvusEntity_Map_of_a_column_that_the_file_lacks_proposes_one(string line, string advice)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.EndsWith(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,headline,descr,vec", "1,a,b,\"[1,2]\"", "", "@{ headline = '...'; descr = '...'; vec = 'vector' }")]
    [InlineData("descr,emb,id", "a,\"[1,2]\",1", "", "@{ descr = '...'; emb = 'vector' }")]
    [InlineData("num,text,list", "1,a,\"[1,2]\"", "", "@{ num = 'id'; text = '...'; list = 'vector' }")]
    [InlineData("name,id,vectr", "a,1,\"[1,2]\"", "-Map @{ name = 'title' }", "@{ name = 'title'; vectr = 'vector' }")]
    [InlineData("name,doc_title,id,vec", "a,b,1,\"[1,2]\"", "", "@{ name = $null; doc_title = 'title'; vec = 'vector' }")]
    public void Import_MilvusEntity_proposal_of_a_map_follows_names_and_values(string header, string row, string more, string map)
    {
        _folder.Write("b.csv", $"{header}\n{row}\n");

        var error = Assert.Single(_shell.Run($"Import-MilvusEntity fix b.csv {more}").Errors);

        Assert.Contains($"for example -Map {map}.", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(
            $"its columns: {header.Replace(",", ", ", StringComparison.Ordinal)}.", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_MilvusEntity_proposal_of_a_map_leaves_no_column_out_while_a_field_is_free()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection shop -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField price Double -Nullable),
                (New-MilvusField weight Double -Nullable), (New-MilvusField vector FloatVector -Dimension 2) `
                -IndexParameter (New-MilvusIndexParameter vector -IndexType FLAT -MetricType L2)
            """);
        _folder.Write("shop.csv", "id,Preis,Masse,vectr\n1,1.5,2.5,\"[1,2]\"\n");

        var advice = Assert.Single(_shell.Run("Import-MilvusEntity shop shop.csv").Errors).ErrorDetails.RecommendedAction;

        Assert.Equal(
            "Name the field of each column, for example -Map @{ Preis = '...'; Masse = '...'; vectr = 'vector' }. Instead of '...', write "
                + "price, weight, or $null, which leaves the column out.",
            advice);
        Assert.Equal(
            ["MilvusInvalidArgument"],
            _shell.Run("Import-MilvusEntity shop shop.csv -Map @{ Preis = '...'; Masse = '...'; vectr = 'vector' }").ErrorIds);
        Assert.Equal(
            ["MilvusSchemaMismatch"],
            _shell.Run("Import-MilvusEntity shop shop.csv -Map @{ Preis = '...'; Masse = $null; vectr = 'vector' }").ErrorIds);
    }

    [Fact]
    public void Import_MilvusEntity_Map_takes_a_column_without_a_name()
    {
        // pandas writes its index so.
        _folder.Write("pandas.csv", ",id,title,vector\n0,5,a,\"[1,2]\"\n");

        _shell.Do("$null = Import-MilvusEntity fix pandas.csv -Map @{ '' = $null } -Verify Full");

        Assert.Equal(["a"], _shell.Do("(Get-MilvusEntity fix).title").Texts);
    }

    [Fact]
    public void Import_MilvusEntity_proposal_of_a_map_follows_the_types_of_a_file()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection other -Field (New-MilvusField key Int64 -PrimaryKey), (New-MilvusField descr VarChar -MaxLength 9),
                (New-MilvusField points FloatVector -Dimension 2) `
                -IndexParameter (New-MilvusIndexParameter points -IndexType FLAT -MetricType L2)
            $null = @{ key = 1; descr = 'x'; points = 1, 2 } | Add-MilvusEntity other
            $null = Export-MilvusEntity other o.parquet
            """);

        var error = Assert.Single(_shell.Run("Import-MilvusEntity fix o.parquet").Errors);

        Assert.Contains(
            "-Map @{ key = 'id'; descr = '...'; points = 'vector' }", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_MilvusEntity_two_columns_of_one_field_are_named()
    {
        var error = Assert.Single(_shell.Run("Import-MilvusEntity dyn a.csv -Map @{ name = 'id' }").Errors);

        Assert.Contains("the header has two columns for 'id': id, name", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a;b;c\n1;x;[1,2]\n", ".csv", "Use -Delimiter ';'.")]
    [InlineData("a\tb\tc\n1\tx\t[1,2]\n", ".csv", "Use -Delimiter \"`t\".")]
    [InlineData("a|b|c\n1|x|[1,2]\n", ".csv", "Use -Delimiter '|'.")]
    [InlineData("a,b,c\n1,x,\"[1,2]\"\n", ".tsv", "Use -Delimiter ','.")]
    public void Import_MilvusEntity_header_of_other_names_with_another_delimiter_is_not_mapped(string text, string ending, string advice)
    {
        _folder.Write("b" + ending, text);

        foreach (var collection in new[] { "fix", "dyn" })
        {
            var error = Assert.Single(_shell.Run($"Import-MilvusEntity {collection} b{ending}").Errors);

            Assert.Equal(advice, error.ErrorDetails.RecommendedAction);
        }
    }

    [Theory]
    [InlineData("sep=;\nid;title;vector\n7;x;[1,2]\n", "")]
    [InlineData("\uFEFFSEP=;\r\nid;title;vector\r\n7;x;[1,2]\r\n", "")]
    [InlineData("\"sep=|\"\nid|title|vector\n7|x|[1,2]\n", "")]
    [InlineData("sep=,\nid;title;vector\n7;x;[1,2]\n", "-Delimiter ';'")]
    public void Import_MilvusEntity_line_of_Excel_with_the_separator_is_read(string text, string more)
    {
        _folder.Write("b.csv", text);

        Assert.Equal(["1"], _shell.Do($"(Import-MilvusEntity fix b.csv -Verify Full {more}).RowsCompared").Texts);

        _folder.Write("b.csv", text + "8;y;[1\n");
        var refused = _shell.Run($"Import-MilvusEntity fix b.csv -Skip 1 {more}");
        Assert.Contains("b.csv, line 4", refused.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_MilvusEntity_first_line_with_values_is_not_mapped()
    {
        _folder.Write("b.csv", "1,a,\"[1,2]\"\n2,b,\"[1,2]\"\n");

        var error = Assert.Single(_shell.Run("Import-MilvusEntity dyn b.csv").Errors);

        Assert.Contains("the first line has values, not the names of columns", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jsonl", "Csv", "begins like rows in JSON", "It looks like JsonLines: omit -Format")]
    [InlineData("a.jsonl", "Parquet", "cannot be read as Parquet", "It looks like JsonLines: omit -Format")]
    [InlineData("a.csv", "JsonLines", "does not begin like rows in JSON, and is read as JsonLines", "It looks like Csv: omit -Format")]
    [InlineData("a.csv", "Json", "does not begin like rows in JSON, and is read as Json", "It looks like Csv: omit -Format")]
    [InlineData("a.csv", "Fvecs", "has another format", "It looks like Csv: omit -Format")]
    public void Import_MilvusEntity_Format_that_the_file_does_not_have_is_one_error(
        string file, string format, string message, string advice)
    {
        var error = Assert.Single(_shell.Run($"Import-MilvusEntity dyn {file} -Format {format}").Errors);

        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_MilvusEntity_JSON_lines_in_a_csv_file_are_named()
    {
        _folder.Write("b.csv", "{\"id\":3,\"name\":\"a\"}\n");

        var error = Assert.Single(_shell.Run("Import-MilvusEntity dyn b.csv").Errors);

        Assert.Contains("begins like rows in JSON", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Format JsonLines", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Import-MilvusEntity fix v.fvecs -Map @{ x = 'vector' }", "is called vector", "Use -Map @{ vector = 'vector' }.")]
    [InlineData("Import-MilvusEntity need v.fvecs", "that need needs: text", "A .fvecs file has one column only")]
    public void Import_MilvusEntity_file_with_one_column_has_messages_of_its_own(string line, string message, string advice)
    {
        _shell.Do(
            """
            $null = New-MilvusCollection need -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField text VarChar -MaxLength 9),
                (New-MilvusField vector FloatVector -Dimension 2)
            """);
        File.WriteAllBytes(_folder.File("v.fvecs"), [2, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64]);

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Import-MilvusEntity fix a.csv -Map @{ name = 'title' } -Partition nope", "nothing was imported")]
    [InlineData("Import-MilvusEntity fix a.csv -Map @{ name = 'title' } -Partition nope -WhatIf", "nothing was imported")]
    [InlineData("Export-MilvusEntity fix out.jsonl -Partition _default, nope", "nothing was exported")]
    [InlineData("Export-MilvusEntity fix out.jsonl -Partition nope -WhatIf", "nothing was exported")]
    public void Import_and_Export_MilvusEntity_missing_partition_is_found_before_a_file_or_a_row(string line, string outcome)
    {
        var ran = _shell.Run(line);

        Assert.Equal(["MilvusPartitionNotFound"], ran.ErrorIds);
        Assert.Contains($"Collection fix has no partition nope: {outcome}.", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder.FullName).Length);
    }
}
