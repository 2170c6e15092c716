using Milvus.Client.ObjectStores;
using Milvus.Core.Calls;

namespace Milvus.Tests.ObjectStores;

/// <summary>Uploads to a container of Azure Blob Storage with a SAS token.</summary>
public sealed class AzureUploadTests : IDisposable
{
    private const int PartSize = 1000;

    private readonly AzureBlobServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CallContext _call = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1000, 1)]
    [InlineData(12_345, 13)]
    public async Task FileUpload_blob_has_the_bytes_of_the_file(int length, int parts)
    {
        var path = CreateFile(length);

        var sent = await SendAsync(path);

        Assert.Equal(await File.ReadAllBytesAsync(path), _server.Objects["/account/milvus/a b/rows.jsonl"].Content);
        Assert.Equal(("a b/rows.jsonl", parts, "milvus"), (sent.File, sent.Parts, sent.Bucket));
        Assert.Equal($"{_server.Uri}/a%20b/rows.jsonl", sent.Uri!.AbsoluteUri);
        Assert.True((await SendAsync(path)).Skipped);
        Assert.Empty(_server.Blocks);
    }

    [Theory]
    [InlineData("Put", 10, 500, "InternalError")]
    [InlineData("Put", 10, 503, "ServerBusy")]
    [InlineData("Block", 5000, 500, "OperationTimedOut")]
    [InlineData("List", 5000, 503, "ServerBusy")]
    public async Task FileUpload_transient_error_of_a_blob_is_repeated(string operation, int length, int status, string code)
    {
        _server.Faults.Add(operation, status, code, 3);
        var path = CreateFile(length);

        await SendAsync(path);

        Assert.Equal(await File.ReadAllBytesAsync(path), _server.Objects["/account/milvus/a b/rows.jsonl"].Content);
    }

    [Theory]
    [InlineData(403, "AuthorizationPermissionMismatch", MilvusErrorId.PermissionDenied, "permissions create, write and read")]
    [InlineData(403, "AuthenticationFailed", MilvusErrorId.AuthenticationFailed, "-SasToken")]
    [InlineData(404, "ContainerNotFound", MilvusErrorId.BucketNotFound, "-Destination")]
    public async Task FileUpload_refusal_of_a_container_has_an_error_id_and_an_action(int status, string code, string id, string action)
    {
        _server.Faults.Add("Put", status, code);

        var error = await Assert.ThrowsAsync<MilvusException>(() => SendAsync(CreateFile(10)));

        Assert.Equal(id, error.ErrorId);
        Assert.Contains(action, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileUpload_SAS_token_is_in_no_text()
    {
        var path = CreateFile(5000);
        _server.Faults.Add("Block", 500, $"InternalError {AzureBlobServer.Sas} CANARY/signature=");
        var sent = await SendAsync(path);
        var errors = new[]
        {
            await Assert.ThrowsAsync<MilvusException>(() => SendAsync(path, "sv=1&sig=CANARY-other")),
            await Assert.ThrowsAsync<MilvusException>(() => SendAsync(path, container: new Uri("http://127.0.0.1:1/a/b"))),
        };

        Assert.Equal([MilvusErrorId.AuthenticationFailed, MilvusErrorId.ServerUnavailable], errors.Select(error => error.ErrorId));
        var texts = _call.Verbose.Concat(_call.Warnings).Concat(errors.Select(error => error.ToString())).Append(sent.Uri!.ToString());
        Assert.DoesNotContain("CANARY", string.Join('\n', texts), StringComparison.Ordinal);
    }

    private string CreateFile(int length)
    {
        var path = _folder.File("rows.jsonl");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))]);
        return path;
    }

    private async Task<ImportFile> SendAsync(string path, string sas = "?" + AzureBlobServer.Sas, Uri? container = null)
    {
        var connection = new StoreConnection(new ConnectOptions(), 4) { Time = new HastyTime() };
        using var store = new AzureBlobStore(container ?? _server.Uri, "a b/", sas, connection, _call);
        using var file = SentFile.Open(path);
        return await new FileUpload(store, 4, PartSize, _call).SendAsync(file, replace: false, null, CancellationToken.None);
    }
}
