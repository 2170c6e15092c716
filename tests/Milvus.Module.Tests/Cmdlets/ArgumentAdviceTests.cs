using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>What a newcomer writes and means: the error, the question or Tab says the next step.</summary>
public sealed class ArgumentAdviceTests : IDisposable
{
    private const string Unsupported = "unknown method";

    private readonly ModuleShell _shell = new(width: 1000);
    private readonly TemporaryFolder _folder = new();

    public ArgumentAdviceTests() => _shell.Do(
        """
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
        $null = Connect-Milvus -InMemory
        $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField d VarChar -MaxLength 50 -Nullable),
            (New-MilvusField sold Bool -Nullable), (New-MilvusField n Int32), (New-MilvusField price Double -Nullable),
            (New-MilvusField vector FloatVector -Dimension 2)
        $null = New-MilvusCollection shop -Field $fields `
            -IndexParameter (New-MilvusIndexParameter vector -IndexType HNSW -MetricType L2)
        $null = 1, 2, 3 | ForEach-Object { @{ id = $_; d = "$_"; sold = $true; n = $_; price = 1; vector = 1, 2 } } | Add-MilvusEntity shop
        $null = New-MilvusRole reader
        $null = New-MilvusUser alice -Password secret1 -WarningAction SilentlyContinue
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("-Where { $_.id -gt 1 }", "that match id > 1 (2 rows)")]
    [InlineData("-Filter 'id > {least}' -FilterParameter @{ least = 2 }", "(1 row)")]
    [InlineData("-Filter 'id > 0' -Partition _default", "(3 rows)")]
    [InlineData("-Filter 'id > 0' -Namespace n", "(unknown number of rows)")]
    public void Remove_MilvusEntity_shows_how_many_rows_match(string condition, string text) =>
        Assert.Contains(text, _shell.Show($"Remove-MilvusEntity shop {condition} -WhatIf"), StringComparison.Ordinal);

    [Fact]
    public void Remove_MilvusEntity_without_a_question_counts_no_rows()
    {
        using var server = new RecordingServer();
        _shell.Do("$null = Connect-Milvus $args[0] -Name recorded; $null = New-MilvusCollection docs -Dimension 2", server.Address);

        server.Log.Names.Clear();
        _shell.Do("Remove-MilvusEntity docs -Filter 'id > 0' -Confirm:$false");

        Assert.Equal(["Delete"], server.Log.Names.Where(name => name is "Query" or "Delete"));
    }

    [Fact]
    public void Remove_MilvusEntity_rows_that_are_not_loaded_are_an_unknown_number() => Assert.Contains(
        "(unknown number of rows)",
        _shell.Show("Dismount-MilvusCollection shop; Remove-MilvusEntity shop -Filter 'id > 0' -WhatIf"),
        StringComparison.Ordinal);

    [Fact]
    public void Measure_MilvusIndex_of_a_collection_of_the_engine_has_the_defaults_of_the_engine() => Assert.Equal(
        ["16", "30"],
        _shell.Do(
            """
            (Measure-MilvusIndex shop -IndexType HNSW).Parameter['M']
            (Measure-MilvusIndex -RowCount 3 -Dimension 2 -IndexType HNSW).Parameter['M']
            """).Texts);

    [Theory]
    [InlineData("String", "VarChar")]
    [InlineData("string", "VarChar")]
    [InlineData("Int", "Int64")]
    [InlineData("long", "Int64")]
    [InlineData("BOOLEAN", "BOOL")]
    [InlineData("float[]", "FloatVector")]
    [InlineData("'System.Single[]'", "FloatVector")]
    [InlineData("([int])", "Int32")]
    [InlineData("datetime", "Timestamptz")]
    [InlineData("hashtable", "Json")]
    [InlineData("None", null)]
    public void New_MilvusField_type_of_another_language_is_refused_with_that_of_Milvus(string type, string? near)
    {
        var message = Assert.Single(_shell.Run($"New-MilvusField f {type}").Errors).Exception.Message;

        Assert.Contains("is not a data type.", message, StringComparison.Ordinal);
        Assert.Contains(near is null ? "data type. Use one of" : $"Did you mean {near}?", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sold", "'no'", "A boolean is true or false.", "$_.sold = $_.sold -eq 'yes'; $_")]
    [InlineData("sold", "'t'", "A boolean is true or false.", "-eq 't'")]
    [InlineData("sold", "'OFF'", "A boolean is true or false.", "-eq 'on'")]
    [InlineData("sold", "'N/A'", "An empty cell of a CSV file is null.", "if ($_.sold -eq 'N/A') { $_.sold = $null }; $_")]
    [InlineData("price", "'NULL'", "An empty cell of a CSV file is null.", "if ($_.price -eq 'NULL') { $_.price = $null }; $_")]
    [InlineData("price", "'NaN'", "An empty cell of a CSV file is null.", "-eq 'NaN'")]
    [InlineData("n", "'NaN'", "An empty cell of a CSV file is null.", "n is not nullable")]
    [InlineData("n", "'n/a'", "An empty cell of a CSV file is null.", "-eq 'n/a'")]
    public void Add_MilvusEntity_word_of_a_spreadsheet_is_refused_with_a_line_that_converts_it(
        string field, string value, string first, string line)
    {
        var ran = _shell.Run($"$row = @{{ id = 9; n = 1; vector = 1, 2 }}; $row.{field} = {value}; $row | Add-MilvusEntity shop");

        var advice = Assert.Single(ran.Errors).ErrorDetails.RecommendedAction;
        Assert.Contains(first, advice, StringComparison.Ordinal);
        Assert.Contains(line, advice, StringComparison.Ordinal);
        Assert.Contains("Import-Csv FILE | ForEach-Object { ", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sold = $_.sold -eq 'yes'", "sold", "no")]
    [InlineData("if ($_.price -eq 'NULL') { $_.price = $null }", "price", "NULL")]
    public void Add_MilvusEntity_line_of_the_advice_converts_the_rows(string statement, string column, string cell)
    {
        var converts = statement.StartsWith("if", StringComparison.Ordinal) ? statement : $"$_.{statement}";

        _shell.Do(
            $"[pscustomobject]@{{ id = '9'; n = '1'; vector = '[1,2]'; {column} = '{cell}' }} | "
                + $"ForEach-Object {{ {converts}; $_ }} | Add-MilvusEntity shop");

        Assert.Equal(
            [column == "sold" ? (object)false : null],
            _shell.Do("Get-MilvusEntity shop -Id 9").Values(column));
    }

    [Fact]
    public void Set_MilvusEntity_part_of_a_row_that_does_not_exist_says_so()
    {
        var error = Assert.Single(_shell.Run("Set-MilvusEntity shop @{ id = 77; d = 'q' } -Partial").Errors);

        Assert.Contains("perhaps no row has this key", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Grant-MilvusRole alice reader", "The role alice does not exist.", "Grant-MilvusRole reader alice.")]
    [InlineData("Revoke-MilvusRole nobody alice", "The role nobody does not exist.", "Get-MilvusRole lists the roles")]
    [InlineData("Grant-MilvusRole reader nobody", "The user nobody does not exist.", "Get-MilvusUser lists the users")]
    [InlineData("Grant-MilvusPrivilege Search reader shop", "The role Search does not exist.", "Grant-MilvusPrivilege reader Search.")]
    [InlineData("Grant-MilvusPrivilege nobody Serach shop", "The role nobody does not exist.", "Get-MilvusRole lists the roles")]
    public void Grant_MilvusRole_and_its_kind_name_what_is_missing_and_the_order(string line, string message, string advice)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.Equal(message, error.Exception.Message);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Grant_MilvusPrivilege_misspelt_privilege_gets_a_hint_on_a_server_without_groups()
    {
        using var server = new RecordingServer();
        server.Log.Failing["OperatePrivilegeV2"] = new Grpc.Core.Status(Grpc.Core.StatusCode.Unimplemented, Unsupported);
        _shell.Do("$null = Connect-Milvus $args[0] -Name recorded; $null = New-MilvusRole reader", server.Address);

        var error = Assert.Single(_shell.Run("Grant-MilvusPrivilege reader Serach docs").Errors);

        Assert.Contains("The privilege Serach is not one that such a server has.", error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("Did you mean Search?", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-MilvusUser bob -Credential $login", "The argument without a parameter name is taken for -Password")]
    [InlineData("New-MilvusUser -Password secret2 -Credential $login", "-Password cannot be combined with -Credential.")]
    [InlineData("New-MilvusUser -Pass secret2 -Credential $login", "-Password cannot be combined with -Credential.")]
    [InlineData(
        "$more = @{ Password = 'secret2' }; New-MilvusUser @more -Credential $login",
        "-Password cannot be combined with -Credential.")]
    public void New_MilvusUser_argument_without_a_name_is_the_one_that_the_error_is_about(string line, string message)
    {
        _shell.Do("$secret = [securestring]::new(); 'secret1'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }"
            + "; $login = [pscredential]::new('bob', $secret)");

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.StartsWith(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret2", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_MilvusEntity_condition_on_a_vector_leads_to_the_search()
    {
        var error = Assert.Single(_shell.Run("Get-MilvusEntity shop -Where { $_.vector -eq 1 }").Errors);

        Assert.Contains("Search-MilvusEntity shop finds the rows", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("d == a", "d == \"a\"")]
    [InlineData("d in [a, \"b\"]", "d in [\"a\"]")]
    [InlineData("n > 1 and d != abc", "d != \"abc\"")]
    public void Get_MilvusEntity_text_without_quotes_in_a_filter_gets_them(string filter, string quoted)
    {
        var error = Assert.Single(_shell.Run("Get-MilvusEntity shop -Filter $args[0]", filter).Errors);

        Assert.Contains(quoted, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dd", "d")]
    [InlineData("nn", "n")]
    [InlineData("pricee", "price")]
    [InlineData("ids", "id")]
    public void NearName_is_the_name_with_a_letter_typed_twice(string typed, string near)
    {
        var error = Assert.Single(_shell.Run($"Get-MilvusEntity shop -Where {{ $_.{typed} -eq 1 }}").Errors);

        Assert.Equal($"Did you mean $_.{near}?", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Connect-Milvus ./rows.csv", "(Csv)")]
    [InlineData("Connect-Milvus -Path ./rows.jsonl", "(JsonLines)")]
    [InlineData("Connect-Milvus -Path ./rows.data", "(Json)")]
    public void Connect_Milvus_file_of_rows_is_not_a_damaged_database(string line, string format)
    {
        File.WriteAllText(_folder.File("rows.csv"), "id,n\n" + string.Concat(Enumerable.Repeat("1,2\n", 500)));
        File.WriteAllText(_folder.File("rows.jsonl"), string.Concat(Enumerable.Repeat("{\"id\": 1}\n", 500)));
        File.WriteAllText(_folder.File("rows.data"), string.Concat(Enumerable.Repeat("{\"id\": 1}\n", 500)));

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.EndsWith($"is not a database, but a file of rows {format}.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Import-MilvusEntity COLLECTION '", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Import-MilvusEntity shop tiny.csv", "tiny.csv' does not exist.")]
    [InlineData("Import-MilvusEntity shop tiny*.csv", "tiny*.csv'.")]
    [InlineData("Compare-MilvusDesiredState state.psd1", "state.psd1' does not exist.")]
    [InlineData("Test-MilvusBackup nowhere", "nowhere' does not exist.")]
    [InlineData("Test-MilvusBackup nowhere*", "nowhere*'.")]
    public void Import_MilvusEntity_and_its_kind_name_a_missing_file_with_the_folder_that_was_looked_at(string line, string end)
    {
        var message = Assert.Single(_shell.Run(line).Errors).Exception.Message;

        Assert.EndsWith(Path.Combine(_folder.FullName, end), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-MilvusIndex shop vector -IndexType HNSW -Parameter ", "json_cast_type")]
    [InlineData("New-MilvusIndex shop vector -Parameter ", "json_path")]
    [InlineData("New-MilvusIndex shop vector -IndexType ", "GPU_CAGRA")]
    public void New_MilvusIndex_Tab_does_not_offer_what_the_index_cannot_have(string line, string absent)
    {
        var offered = _shell.Complete(line);

        Assert.NotEmpty(offered);
        Assert.DoesNotContain(offered, text => text.Contains(absent, StringComparison.Ordinal));
    }

    [Fact]
    public void New_MilvusIndex_Tab_names_each_metric_once()
    {
        var all = _shell.CompleteWithDescriptions("New-MilvusIndex shop vector -IndexType ");

        Assert.All(all, type => Assert.Equal(
            type.ToolTip.Split(", ", ';').Distinct().Count(), type.ToolTip.Split(", ", ';').Length));
    }

    [Theory]
    [InlineData("Import-MilvusEntity shop rows.csv -Map ", "@{ column = 'id' }")]
    [InlineData("Import-MilvusEntity shop rows.csv -Map pri", "@{ column = 'price' }")]
    [InlineData("Restore-MilvusDatabase ./backup -Rename ", "@{ 'old' = 'new' }")]
    public void Import_MilvusEntity_and_its_kind_Tab_offers_an_entry_of_the_table(string line, string first) =>
        Assert.Equal(first, _shell.Complete(line)[0]);
}
