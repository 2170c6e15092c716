using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>The current connection, and its name in confirmations.</summary>
public sealed class CurrentConnectionTests : IDisposable
{
    private readonly ModuleShell _shell = new(width: 1000);

    public CurrentConnectionTests() => _shell.Do(
        "foreach ($name in 'production', 'scratch') { $null = Connect-Milvus -InMemory -Name $name; $null = New-MilvusCollection "
            + "$name -Dimension 2 }");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Disconnect_Milvus_current_connection_leaves_none_current()
    {
        _shell.Do("Disconnect-Milvus");

        foreach (var line in (string[])
                [
                    "Get-MilvusCollection",
                    "Get-MilvusConnection -Current",
                    "Disconnect-Milvus",
                    "Remove-MilvusCollection production -Confirm:$false",
                ])
        {
            var error = Assert.Single(_shell.Run(line).Errors);
            Assert.StartsWith("MilvusNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("production", error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("Use-MilvusConnection 'production'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Disconnect-Milvus production, scratch")]
    [InlineData("Get-MilvusCollection -Connection (Get-MilvusConnection)")]
    public void Connection_list_is_an_error_that_says_how_several_are_used(string line)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.Contains("One connection is used, not a list", error.Exception.Message, StringComparison.Ordinal);
        _shell.Do("'production', 'scratch' | Disconnect-Milvus");
        Assert.Empty(_shell.Do("Get-MilvusConnection").Output);
    }

    [Fact]
    public void Connection_can_be_the_path_of_its_file_as_it_was_typed()
    {
        using var folder = new TemporaryFolder();
        _shell.Do(
            """
            $ExecutionContext.SessionState.Path.SetLocation($args[0])
            $null = Connect-Milvus -Path ./one.db
            $null = New-MilvusCollection books -Dimension 2
            $null = Connect-Milvus -Path ./other.db
            """,
            folder.FullName);

        Assert.Equal(["books"], _shell.Do("(Get-MilvusCollection -Connection ./one.db).Name").Texts);
        Assert.Equal(["books"], _shell.Do("(Get-MilvusCollection -Connection one.db).Name").Texts);
        Assert.Equal(["books"], _shell.Do("Use-MilvusConnection ./sub/../one.db; (Get-MilvusCollection).Name").Texts);
        Assert.Equal(["MilvusConnectionNotFound"], _shell.Run("Get-MilvusCollection -Connection ./third.db").ErrorIds);
        _shell.Do("Get-MilvusConnection | Disconnect-Milvus; $ExecutionContext.SessionState.Path.SetLocation('/')");
    }

    [Fact]
    public void Connect_Milvus_missing_database_of_a_new_file_leaves_no_file()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Single(_shell.Run("Connect-Milvus -Path $args[0] -Database sales", folder.File("new.db")).Errors);

        Assert.StartsWith("MilvusDatabaseNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("New-MilvusDatabase sales", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void Copy_MilvusCollection_from_a_connection_that_is_not_current_any_more_names_the_current_one()
    {
        var ran = _shell.Run("Copy-MilvusCollection production -TargetConnection (Connect-Milvus -InMemory -Name new)");
        var error = Assert.Single(ran.Errors);

        Assert.StartsWith("MilvusCollectionNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("The current connection is new", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-Connection", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_Milvus_name_of_an_open_connection_is_a_warning()
    {
        Assert.Contains(
            "An open connection to :memory: has the name scratch, too.",
            Assert.Single(_shell.Run("Connect-Milvus -InMemory -Name scratch").Warnings),
            StringComparison.Ordinal);
        _shell.Do("Get-MilvusConnection scratch | Disconnect-Milvus");
        Assert.Empty(_shell.Run("$null = Connect-Milvus -InMemory -Name scratch").Warnings);
        Assert.Empty(_shell.Run("$null = Connect-Milvus -InMemory; $null = Connect-Milvus -InMemory").Warnings);
    }

    [Fact]
    public void Get_MilvusConnection_marks_the_current_one()
    {
        Assert.Equal(
            [false, true], _shell.Do("Get-MilvusConnection | ForEach-Object IsCurrent").Output.Select(value => (bool)value.BaseObject));
        Assert.Matches(@"(?m)^\* +scratch ", _shell.Show("Get-MilvusConnection"));

        Assert.Matches(@"(?m)^\* +production ", _shell.Show("Use-MilvusConnection production; Get-MilvusConnection"));
        Assert.DoesNotMatch(@"(?m)^\*", _shell.Show("Disconnect-Milvus; Get-MilvusConnection"));
    }

    [Fact]
    public void Remove_MilvusCollection_confirmation_names_the_connection_if_several_are_open()
    {
        using var folder = new TemporaryFolder();
        _shell.Do("$null = Connect-Milvus -Path $args[0] -Name files; $null = New-MilvusCollection c -Dimension 2", folder.File("a.db"));

        var several = _shell.Show("Remove-MilvusCollection c -WhatIf; New-MilvusRole r -WhatIf");
        var one = _shell.Show("'production', 'scratch' | Disconnect-Milvus; Remove-MilvusCollection c -WhatIf");

        Assert.Contains($"on files ({folder.File("a.db")})/default", several, StringComparison.Ordinal);
        Assert.Contains($"role r on files ({folder.File("a.db")})", several, StringComparison.Ordinal);
        Assert.Contains($"on {folder.File("a.db")}/default", one, StringComparison.Ordinal);
        _shell.Do("Disconnect-Milvus");
    }

    [Theory]
    [InlineData("Connection", "Get-MilvusCollection -Connection $nothing")]
    [InlineData("Connection", "Remove-MilvusCollection scratch -Connection $nothing -Confirm:$false")]
    [InlineData("Connection", "Disconnect-Milvus -Connection $nothing")]
    [InlineData("TargetConnection", "Copy-MilvusCollection scratch copy -TargetConnection $nothing")]
    [InlineData("Connection", "$PSDefaultParameterValues = @{ '*-Milvus*:Connection' = $nothing }; Remove-MilvusCollection scratch")]
    public void Connection_that_is_null_is_an_error_and_not_the_current_one(string parameter, string line)
    {
        var error = Assert.Single(_shell.Run("$nothing = $null; " + line).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith($"-{parameter} is null", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            "scratch", Assert.Single(_shell.Do("$PSDefaultParameterValues.Clear(); (Get-MilvusCollection).Name").Output).BaseObject);
    }

    [Fact]
    public void Disconnect_Milvus_other_connection_keeps_the_current_one()
    {
        _shell.Do("Disconnect-Milvus production");

        Assert.Equal(["scratch"], _shell.Do("(Get-MilvusConnection -Current).Name").Output.Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData("Use-MilvusConnection production")]
    [InlineData("Use-MilvusConnection -Name production")]
    [InlineData("Get-MilvusConnection prod* | Use-MilvusConnection")]
    public void Use_MilvusConnection_makes_connection_current(string line)
    {
        _shell.Do(line);

        Assert.Equal(["production"], _shell.Do("(Get-MilvusCollection).Name").Output.Select(item => item.BaseObject));
        Assert.Equal(["production"], _shell.Do("(Get-MilvusConnection -Current).Name").Output.Select(item => item.BaseObject));
    }

    [Fact]
    public void Use_MilvusConnection_writes_the_connection_only_when_asked()
    {
        Assert.Empty(_shell.Do("Use-MilvusConnection production").Output);
        Assert.Equal(["scratch"], _shell.Do("(Use-MilvusConnection scratch -PassThru).Name").Output.Select(item => item.BaseObject));
    }

    [Fact]
    public void Use_MilvusConnection_closed_connection_fails()
    {
        _shell.Do("$old = Get-MilvusConnection scratch; Disconnect-Milvus");

        var error = Assert.Single(_shell.Run("Use-MilvusConnection $old").Errors);

        Assert.StartsWith("MilvusConnectionClosed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Use_MilvusConnection_completes_the_names_of_connections() =>
        Assert.Equal(["production", "scratch"], _shell.Complete("Use-MilvusConnection "));

    [Fact]
    public void CurrentConnection_connection_of_another_runspace_is_not_closed_with_this_one()
    {
        _shell.Do("$shared = Get-MilvusConnection production");
        using (var other = new ModuleShell())
        {
            other.Do("Use-MilvusConnection $args[0]; $null = Get-MilvusCollection", _shell.Do("$shared").Output.Single().BaseObject);
        }

        Assert.Equal(["Open"], _shell.Do("$shared.State").Output.Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData("Remove-MilvusCollection scratch")]
    [InlineData("Remove-MilvusDatabase default")]
    [InlineData("Remove-MilvusEntity scratch -Id 1")]
    [InlineData("Remove-MilvusUser root")]
    [InlineData("Remove-MilvusRole admin")]
    [InlineData("Copy-MilvusCollection scratch copy")]
    [InlineData("Save-MilvusCollection -All")]
    [InlineData("New-MilvusRole reader")]
    public void CurrentConnection_WhatIf_names_a_database_in_memory_by_its_name(string line)
    {
        Assert.Contains("scratch (:memory:)", _shell.Show(line + " -WhatIf"), StringComparison.Ordinal);
    }
}
