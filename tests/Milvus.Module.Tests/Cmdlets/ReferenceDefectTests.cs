using Grpc.Core;
using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Defects of the reference client do not occur here.</summary>
public sealed class ReferenceDefectTests
{
    public static TheoryData<Backend> All => Backend.All;

    // pymilvus writes string keys into a filter without escaping them.
    [Theory]
    [MemberData(nameof(All))]
    public void ReferenceDefect_keys_with_quotes_and_backslashes_are_found_and_deleted(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewName("quoted");
        connected.Shell.Do(
            """
            $null = New-MilvusCollection $args[0] -ConsistencyLevel Strong -Field (New-MilvusField id VarChar -MaxLength 50 -PrimaryKey),
                (New-MilvusField v FloatVector -Dimension 2)
            $null = New-MilvusIndex $args[0] v -IndexType FLAT -MetricType L2
            Mount-MilvusCollection $args[0]
            $keys = "a'b", 'c"d', 'e\f', "'", '"', 'two words', '") or true or ("', '{x}'
            $null = $keys | ForEach-Object { @{ id = $_; v = 1, 2 } } | Add-MilvusEntity $args[0]
            """,
            name);

        foreach (var key in connected.Shell.Do("$keys").Output.Select(key => key.ToString()).ToList())
        {
            Assert.Equal([key], connected.Shell.Do("Get-MilvusEntity $args[0] -Id $args[1]", name, key).Values("id"));
            Assert.Equal(
                [key],
                connected.Shell.Do("Get-MilvusEntity $args[0] 'id == {key}' -FilterParameter @{ key = $args[1] }", name, key).Values("id"));
            connected.Shell.Do("Remove-MilvusEntity $args[0] -Id $args[1]", name, key);
            Assert.Empty(connected.Shell.Do("Get-MilvusEntity $args[0] -Id $args[1]", name, key).Output);
        }

        Assert.Empty(connected.Shell.Do("Get-MilvusEntity $args[0]", name).Output);
    }

    // pymilvus counts characters, but servers count bytes.
    [Theory]
    [Failure("V6")]
    [MemberData(nameof(All))]
    public void ReferenceDefect_length_of_a_text_is_counted_in_bytes(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("bytes");

        connected.Shell.Do("$null = Add-MilvusEntity $args[0] @{ id = 100; name = '雪' * 33 + '!'; vector = 1, 2, 3, 4 }", name);

        Assert.Equal(
            ["MilvusValueOutOfRange"],
            connected.Shell.Run("Add-MilvusEntity $args[0] @{ id = 101; name = '雪' * 33 + '!!'; vector = 1, 2, 3, 4 }", name).ErrorIds);
        Assert.Equal(
            [new string('雪', 33) + "!"],
            connected.Shell.Do("Get-MilvusEntity $args[0] -Id 100, 101 -ConsistencyLevel Strong", name).Values("name"));
    }

    // pymilvus ends with an AttributeError.
    [Fact]
    public void ReferenceDefect_key_of_the_name_of_the_dynamic_field_is_refused_in_words()
    {
        using var shell = new ModuleShell();
        shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection docs -Dimension 2");

        var ran = shell.Run("$null = Add-MilvusEntity docs @{ id = 1; vector = 1, 2; '$meta' = @{ a = 1 }; b = 2 }");

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("use the names of the keys", ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    // pymilvus writes True and False, and lists as Python text.
    [Theory]
    [MemberData(nameof(All))]
    public void ReferenceDefect_truth_values_of_properties_are_taken_in_lower_case(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewCollection("truth");

        connected.Shell.Do("Set-MilvusCollection $args[0] -Property @{ 'mmap.enabled' = $true }", name);

        Assert.Equal(
            "true",
            connected.Shell.Do("(Get-MilvusCollection $args[0]).Property['mmap.enabled']", name).Output.Single().ToString());
    }

    // pymilvus leaves a partly created collection without reporting it.
    [Theory]
    [InlineData("CreateIndex")]
    [InlineData("LoadCollection")]
    public void ReferenceDefect_collection_that_is_made_in_part_is_named(string call)
    {
        using var server = new RecordingServer();
        using var shell = new ModuleShell();
        shell.Do("$null = Connect-Milvus $args[0]", server.Address);
        server.Log.Failing[call] = new Status(StatusCode.PermissionDenied, "not you");

        var error = Assert.Single(shell.Run("New-MilvusCollection docs -Dimension 2").Errors);

        Assert.Contains("collection docs", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(" created, but ", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["docs"], shell.Do("Get-MilvusCollection").Values("Name"));
    }

    // Switching the database of one client of pymilvus switched it for others on the same channel.
    [Theory]
    [MemberData(nameof(All))]
    public void ReferenceDefect_database_of_a_connection_is_its_own(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var database = $"db_{Guid.NewGuid():N}"[..12];
        connected.Shell.Do($"$one = Get-MilvusConnection -Current; $null = New-MilvusDatabase {database}");
        try
        {
            connected.Shell.Do($"$other = {backend.Connect} -Name other; if (-not (Get-MilvusDatabase {database} -ErrorAction "
                + $"Ignore)) {{ $null = New-MilvusDatabase {database} }}; $null = Use-MilvusDatabase {database} -Connection $other");

            Assert.Equal(
                ["default", database],
                connected.Shell.Do("$one.Database; $other.Database").Output.Select(item => item.ToString()));
            Assert.DoesNotContain(database, connected.Shell.Do("Get-MilvusCollection -Connection $one").Values("Database"));
            Assert.Empty(connected.Shell.Do("Get-MilvusCollection -Connection $other").Output);
        }
        finally
        {
            connected.Shell.Run($"Remove-MilvusDatabase {database} -Connection $one -Confirm:$false");
            connected.Shell.Do(backend.Connect);
        }
    }
}
