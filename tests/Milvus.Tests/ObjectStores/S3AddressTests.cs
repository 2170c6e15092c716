using Milvus.Client.ObjectStores;

namespace Milvus.Tests.ObjectStores;

/// <summary>Where requests name the bucket: in the host or in the path.</summary>
public sealed class S3AddressTests
{
    [Theory]
    [InlineData(null, "us-east-1", "a-bucket", null, "https://a-bucket.s3.us-east-1.amazonaws.com/", "")]
    [InlineData(null, "cn-north-1", "a-bucket", null, "https://a-bucket.s3.cn-north-1.amazonaws.com.cn/", "")]
    [InlineData(null, "us-east-1", "a.bucket", null, "https://s3.us-east-1.amazonaws.com/", "/a.bucket")]
    [InlineData(null, "us-east-1", "a-bucket", false, "https://s3.us-east-1.amazonaws.com/", "/a-bucket")]
    [InlineData("http://minio:9000", "us-east-1", "a-bucket", null, "http://minio:9000/", "/a-bucket")]
    [InlineData("http://minio:9000", "us-east-1", "a-bucket", true, "http://a-bucket.minio:9000/", "")]
    [InlineData("https://host/gateway/", "us-east-1", "a-bucket", null, "https://host/", "/gateway/a-bucket")]
    [InlineData("https://host/gateway/", "us-east-1", "a-bucket", true, "https://a-bucket.host/", "/gateway")]
    public void S3Address_names_the_bucket_once(
        string? endpoint, string region, string bucket, bool? virtualHost, string root, string path)
    {
        var address = S3Address.Create(bucket, endpoint is null ? null : new Uri(endpoint), region, virtualHost);

        Assert.Equal((root, path), (address.Root.AbsoluteUri, address.BucketPath));
    }
}
