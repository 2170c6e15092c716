using Google.Protobuf;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of desired states: only what a file names is read, and only what differs is written.</summary>
public sealed class DesiredStateRequestTests : RequestFixture
{
    private readonly TemporaryFolder _folder = new();

    protected override void Prepare() => Do("$null = New-MilvusCollection docs -Dimension 2; $null = New-MilvusRole reader");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    [Fact]
    public void Export_MilvusDesiredState_reads_everything_and_writes_nothing()
    {
        Enter();
        Do("$null = Export-MilvusDesiredState -Path state.psd1 -Force -PassThru");

        Assert.Empty(Log.Writes);
        Assert.Contains("ListPrivilegeGroups", Log.Names);
        Assert.Contains("ListResourceGroups", Log.Names);
        Assert.Contains(Requests<SelectGrantRequest>(), request => request.Entity.Role.Name == "reader" && request.Entity.DbName == "*");
    }

    [Fact]
    public void Compare_MilvusDesiredState_reads_only_what_the_file_names()
    {
        Enter("@{ collections = @(@{ name = 'docs'; enableDynamicField = $true }) }");
        Do("$null = Compare-MilvusDesiredState -Path state.psd1 -IncludeEqual");

        Assert.Equal(["DescribeCollection"], Log.Names.Distinct());
    }

    [Fact]
    public void Compare_MilvusDesiredState_of_a_connection_reads_both()
    {
        Do("$null = Compare-MilvusDesiredState -ReferenceConnection (Get-MilvusConnection)");

        Assert.Empty(Log.Writes);
        Assert.Equal(2, Log.Count("ListPrivilegeGroups"));
    }

    [Fact]
    public void Set_MilvusDesiredState_sends_what_differs()
    {
        Enter(
            "@{ roles = @(@{ name = 'reader'; grants = @(@{ privilege = 'Search'; object = 'docs' }) }); users = @(@{ name = 'bob' }); "
                + "collections = @(@{ name = 'docs'; aliases = 'now'; partitions = 'drafts'; "
                + "properties = @{ 'collection.ttl.seconds' = 60 } }) }");
        Do("$null = Set-MilvusDesiredState -Path state.psd1 -Password @{ bob = 'secret1' } -Force -PassThru -Confirm:$false");

        Assert.Equal(
            ["OperatePrivilege", "CreateCredential", "AlterCollection", "CreatePartition", "CreateAlias"], Log.Writes);
        Assert.Equal("Search", Requests<OperatePrivilegeRequest>().Single().Entity.Grantor.Privilege.Name);
        Assert.Equal("c2VjcmV0MQ==", Requests<CreateCredentialRequest>().Single().Password);
        Assert.Equal("60", Requests<AlterCollectionRequest>().Single().Properties.Single().Value);
    }

    private void Enter(string? state = null)
    {
        Do($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.FullName}')");
        if (state is not null)
        {
            File.WriteAllText(_folder.File("state.psd1"), state);
        }
    }

    private IEnumerable<T> Requests<T>()
        where T : IMessage => Log.Requests.Select(call => call.Request).OfType<T>();
}
