using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>Tab completes names of the server, and never disturbs typing.</summary>
public sealed class CompleterTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-MilvusIndex do", "docs")]
    [InlineData("Get-MilvusCollection d", "docs")]
    [InlineData("Remove-MilvusIndex docs v", "vector")]
    [InlineData("Remove-MilvusIndex docs -Field v", "vector")]
    [InlineData("New-MilvusIndex docs i", "id")]
    [InlineData("New-MilvusIndex docs id -IndexType STL", "STL_SORT")]
    [InlineData("New-MilvusIndex docs vector -MetricType co", "COSINE")]
    [InlineData("Get-MilvusEntity docs -OutputField ve", "vector")]
    [InlineData("Get-MilvusEntity docs -Partition _d", "_default")]
    [InlineData("Get-MilvusEntity docs -ConsistencyLevel st", "Strong")]
    [InlineData("Get-MilvusCollection -Database def", "default")]
    [InlineData("Get-MilvusCollection -Connection h", "here")]
    [InlineData("Get-MilvusUser ro", "root")]
    [InlineData("Grant-MilvusRole ad", "admin")]
    [InlineData("Grant-MilvusRole admin ro", "root")]
    [InlineData("Grant-MilvusPrivilege public Search -ObjectType Gl", "Global")]
    [InlineData("Remove-MilvusPrivilegeGroup Cluster", "ClusterAdmin")]
    public void Completer_name_is_completed(string line, string completion)
    {
        _shell.Do("$null = Connect-Milvus -InMemory -Name here; $null = New-MilvusCollection docs -Dimension 2");

        Assert.Contains(completion, _shell.Complete(line));
    }

    [Theory]
    [InlineData("Get-MilvusEntity docs -Filter 've", "'vector")]
    [InlineData("Get-MilvusEntity docs -Filter ve", "'vector")]
    [InlineData("Get-MilvusEntity docs 'id > 1 and not (ve", "'id > 1 and not (vector")]
    [InlineData("Search-MilvusEntity docs 1, 2 -Filter \"id == 1 or ve", "\"id == 1 or vector")]
    [InlineData("Remove-MilvusEntity docs -Filter 'i", "'id")]
    [InlineData("Get-MilvusEntity docs -Filter 'name == \"ve", null)]
    public void Completer_field_is_completed_in_a_filter(string line, string? completion)
    {
        _shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection docs -Dimension 2");

        Assert.Equal(
            completion is null ? [] : [completion],
            _shell.Complete(line).Where(text => text.Contains("vector") || text.Contains("id")));
    }

    [Theory]
    [InlineData("Grant-MilvusPrivilege reader Sea", "Search")]
    [InlineData("Grant-MilvusPrivilege reader CollectionRe", "CollectionReadOnly")]
    public void Completer_privilege_or_a_group_is_completed(string line, string completion)
    {
        // The first use of the table of privileges parses the contract. On a busy machine, that takes longer than Tab waits.
        _shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusRole reader; Grant-MilvusPrivilege reader Search docs; "
            + "Get-MilvusPrivilege reader | Revoke-MilvusPrivilege; $null = Get-MilvusPrivilegeGroup");

        Assert.Contains(completion, _shell.Complete(line));
    }

    [Theory]
    [InlineData("-Collection o", "only_in_backup")]
    [InlineData("-Database archive -Collection o", null)]
    [InlineData("-Collection d", null)]
    [InlineData("-Database arc", "archive")]
    [InlineData("-Database def", "default")]
    public void Completer_of_a_restore_has_the_names_of_the_backup(string line, string? completion)
    {
        using var folder = new TemporaryFolder();
        _shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection only_in_backup -Dimension 2
            $null = New-MilvusDatabase archive
            $null = New-MilvusCollection old -Dimension 2 -Database archive
            $null = Get-MilvusDatabase | Backup-MilvusDatabase $args[0]
            Remove-MilvusCollection only_in_backup -Confirm:$false
            $null = New-MilvusCollection docs -Dimension 2
            """,
            folder.File("b"));

        var found = _shell.Complete($"Restore-MilvusDatabase '{folder.File("b")}' {line}");

        Assert.Equal(
            completion is null ? [] : [completion],
            found.Where(name => name is "only_in_backup" or "docs" or "archive" or "default"));
    }

    [Fact]
    public void Completer_connection_named_with_a_space_is_quoted()
    {
        _shell.Do("$null = Connect-Milvus -InMemory -Name 'my lab'");

        Assert.Contains("'my lab'", _shell.Complete("Get-MilvusServer -Connection my"));
    }

    [Fact]
    public void Completer_without_a_connection_or_with_a_silent_server_there_is_nothing_and_soon()
    {
        Assert.DoesNotContain("docs", _shell.Complete("Get-MilvusIndex d"));

        using var server = new RecordingServer();
        _shell.Do("$null = Connect-Milvus $args[0]", server.Address);
        server.Log.Silent["ShowCollections"] = true;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.DoesNotContain("docs", _shell.Complete("Get-MilvusIndex d"));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }
}
