using System.Net;
using System.Security.Cryptography;
using Milvus.Client.ObjectStores;
using Milvus.Core.Calls;

namespace Milvus.Tests.ObjectStores;

/// <summary>A fake store, a file, and an upload between them.</summary>
internal sealed class UploadWorld : IDisposable
{
    internal const int PartSize = 5 << 20;

    private readonly TemporaryFolder _folder = new();

    internal S3Server Server { get; } = new();

    internal CallContext Call { get; init; } = new();

    internal TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(100);

    internal string Name { get; init; } = "rows.parquet";

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }

    /// <summary>A file with random bytes.</summary>
    internal string CreateFile(int length)
    {
        var path = _folder.File(Name);
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(length));
        return path;
    }

    internal async Task<ImportFile> SendAsync(
        string path,
        bool replace = false,
        string secret = S3Server.SecretKey,
        Uri? endpoint = null,
        string bucket = S3Server.Bucket,
        CancellationToken token = default)
    {
        var options = new S3Options
        {
            Bucket = bucket,
            Prefix = "some/where/",
            Endpoint = endpoint ?? Server.Uri,
            Region = "us-east-1",
            Keys = new StoreKeys(
                S3Server.AccessKey,
                new NetworkCredential(string.Empty, secret).SecurePassword,
                new NetworkCredential(string.Empty, S3Server.Session).SecurePassword),
        };
        var connection = new StoreConnection(new ConnectOptions(), 4) { StallLimit = StallLimit, Time = new HastyTime() };
        using var store = new S3Store(options, connection, Call);
        using var file = SentFile.Open(path);
        return await new FileUpload(store, 4, PartSize, Call).SendAsync(file, replace, null, token);
    }

    internal byte[] Stored => Server.Objects[$"{S3Server.Bucket}/some/where/{Name}"].Content;
}
