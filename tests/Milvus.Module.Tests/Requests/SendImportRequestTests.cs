using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests that arrive at an object store, with each parameter of Send-MilvusImportFile once.</summary>
public sealed class SendImportRequestTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();
    private readonly S3Server _store = new();

    public SendImportRequestTests()
    {
        _folder.Write("a.jsonl", new string('x', (10 << 20) + 1));
        _shell.Do(
            """
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
            $keys = [pscredential]::new($args[1], [Net.NetworkCredential]::new('', $args[2]).SecurePassword)
            $uri = $args[3]
            """,
            _folder.FullName,
            S3Server.AccessKey,
            S3Server.SecretKey,
            _store.Uri);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void Send_MilvusImportFile_parts_are_sent_in_the_region_with_the_session_token()
    {
        _store.RequiresSession = true;

        _shell.Do(
            """
            $null = Send-MilvusImportFile -Path a.jsonl -Destination s3://a-bucket/p -Endpoint $uri -Region eu-west-1 `
                -Credential $keys -SessionToken CANARY-session-token -AddressStyle path -PartSize 5MB -Parallel 2
            """);

        Assert.Equal(["Head", "Begin", "Part", "Part", "Part", "Complete", "Head"], _store.Operations);
        Assert.Equal((10 << 20) + 1, _store.Objects["a-bucket/p/a.jsonl"].Content.Length);
        Assert.Equal(["eu-west-1"], _store.Regions);
    }

    [Fact]
    public void Send_MilvusImportFile_Force_replaces_and_one_import_reads_all_sent_files()
    {
        _store.Objects["a-bucket/a.jsonl"] = new([1], null);
        _shell.Do("$null = Send-MilvusImportFile a.jsonl s3://a-bucket -Endpoint $uri -Credential $keys -Force -PartSize 64MB");

        Assert.Equal(["Head", "Put", "Head"], _store.Operations);
    }

    [Fact]
    public void Send_MilvusImportFile_SAS_token_is_the_query_of_the_request()
    {
        using var azure = new AzureBlobServer();

        _shell.Do("$null = Send-MilvusImportFile a.jsonl $args[0] -SasToken $args[1]", azure.Uri.ToString(), AzureBlobServer.Sas);

        Assert.Equal(["Head", "Put", "Head"], azure.Operations);
    }
}
