using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.DesiredState;

/// <summary>Comparisons with files and between two connections.</summary>
public sealed class StateCompareTests : IDisposable
{
    private readonly StateWorld _world = new();

    public static TheoryData<Backend> All => Backend.All;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Compare_MilvusDesiredState_two_connections_differ_as_their_objects_do()
    {
        _world.Shell.Do(
            """
            foreach ($one in (Connect-Milvus -InMemory -Name lab), 'live') {
                $null = New-MilvusCollection docs -Dimension 2 -Connection $one
                $null = New-MilvusRole both -Connection $one
            }
            $null = Use-MilvusConnection live
            """);
        Assert.Empty(_world.Shell.Do("Compare-MilvusDesiredState -ReferenceConnection lab").Output);
        _world.Shell.Do(
            """
            $null = New-MilvusCollection more -Dimension 3 -Connection lab; $null = New-MilvusAlias now docs -Connection lab
            $null = New-MilvusRole own; Set-MilvusCollection docs -Property @{ 'collection.ttl.seconds' = 60 }
            """);

        Assert.Equal(
            [
                "Add Alias now", "Add Collection more", "Add Index more.vector",
                "Remove Collection docs properties.collection.ttl.seconds", "Remove Role own",
            ],
            _world.Shell.Do("Compare-MilvusDesiredState -ReferenceConnection lab").Texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Compare_MilvusDesiredState_defaults_are_not_differences()
    {
        _world.Shell.Do(
            "$index = New-MilvusIndexParameter vector -IndexType HNSW -MetricType L2; "
                + "$fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 2); "
                + "$null = New-MilvusCollection docs -Field $fields -IndexParameter $index");

        Assert.Empty(_world.Compare(
            """
            @{ collections = @(@{ name = 'docs'; description = ''; enableNamespace = $false; functions = @()
                fields = @(@{ name = 'id'; type = 'Int64'; nullable = $false; autoId = $false }
                           @{ name = 'vector'; type = 'FloatVector' })
                indexes = @(@{ field = 'vector'; parameters = @{ M = 16; efConstruction = '200' } }) }) }
            """));
        Assert.Equal(
            ["Replace Index docs.vector parameters.M"],
            _world.Compare("@{ collections = @(@{ name = 'docs'; indexes = @(@{ field = 'vector'; parameters = @{ M = 32 } }) }) }"));
    }

    [Fact]
    public void Compare_MilvusDesiredState_a_part_that_the_server_does_not_have_is_named()
    {
        _world.Server.Log.Failing["ListPrivilegeGroups"] = new Grpc.Core.Status(Grpc.Core.StatusCode.Unimplemented, "unknown method");
        _world.Write("state.psd1", "@{ privilegeGroups = @(@{ name = 'g'; privileges = 'Insert' }) }");

        var error = Assert.Single(_world.Shell.Run("Compare-MilvusDesiredState state.psd1").Errors);
        var exported = _world.Shell.Run("Export-MilvusDesiredState all.psd1");

        Assert.StartsWith("privilegeGroups: ", error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("A file without the key privilegeGroups ", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.StartsWith("Privilege groups are left out", Assert.Single(exported.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("privilegeGroups", File.ReadAllText(_world.PathOf("all.psd1")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ListPrivilegeGroups", "privilegeGroups")]
    [InlineData("ListResourceGroups", "resourceGroups")]
    [InlineData("SelectRole", "roles")]
    [InlineData("SelectUser", "users")]
    public void Compare_MilvusDesiredState_an_empty_list_of_what_the_server_does_not_have_is_not_compared(string call, string key)
    {
        _world.Server.Log.Failing[call] = new Grpc.Core.Status(Grpc.Core.StatusCode.Unimplemented, "unknown method");
        _world.Write("state.psd1", $"@{{ {key} = @(); complete = '{key}' }}");

        var ran = _world.Shell.Run("Compare-MilvusDesiredState state.psd1 -Verbose");

        Assert.Empty(ran.Errors);
        Assert.Empty(ran.Output);
        Assert.Contains(ran.Verbose, line => line.StartsWith($"{key}: the list is empty, and is not compared", StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_MilvusDesiredState_an_empty_list_that_may_not_be_read_is_an_error()
    {
        _world.Server.Log.Failing["ListPrivilegeGroups"] = new Grpc.Core.Status(Grpc.Core.StatusCode.PermissionDenied, "no privilege");

        Assert.StartsWith("privilegeGroups: ", _world.RefuseCompare("@{ privilegeGroups = @() }"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Set_MilvusDesiredState_a_collection_is_equal_afterwards_on_each_server(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewName("state");
        using var folder = new TemporaryFolder();
        var file = folder.File("state.psd1");
        File.WriteAllText(
            file,
            $$"""
            @{ collections = @(@{ name = '{{name}}'; enableDynamicField = $true
                fields = @(@{ name = 'id'; type = 'Int64'; primaryKey = $true }, @{ name = 'body'; type = 'VarChar'; maxLength = 50 }
                           @{ name = 'vector'; type = 'FloatVector'; dimension = 4 })
                partitions = 'drafts'
                indexes = @(@{ field = 'vector'; indexType = 'HNSW'; metricType = 'COSINE' })
                aliases = '{{name}}_now' }) }
            """);

        var made = connected.Shell.Do("Set-MilvusDesiredState $args[0] -Confirm:$false -PassThru", file);

        Assert.Equal(4, made.Output.Count);
        Assert.Empty(made.Warnings);
        Assert.Empty(connected.Shell.Do("Compare-MilvusDesiredState $args[0]", file).Output);
        Assert.Empty(connected.Shell.Do("Set-MilvusDesiredState $args[0] -Confirm:$false -PassThru", file).Output);
        connected.Shell.Do("Remove-MilvusAlias $args[0] -Confirm:$false", name + "_now");
    }
}
