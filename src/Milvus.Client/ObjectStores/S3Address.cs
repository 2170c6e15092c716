namespace Milvus.Client.ObjectStores;

/// <summary>Where a bucket is: the root of its requests, and the path of the bucket below it.</summary>
/// <param name="Root">Scheme, host and port.</param>
/// <param name="BucketPath">The encoded path of the bucket; empty if the host names it.</param>
internal sealed record S3Address(Uri Root, string BucketPath)
{
    /// <summary>The address of a bucket of AWS, or of another store that has the same interface.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="endpoint">The address of the store; null for AWS.</param>
    /// <param name="region">The region, which is part of the address at AWS.</param>
    /// <param name="virtualHost">Whether the host names the bucket; null for what is usual.</param>
    /// <exception cref="MilvusException">The endpoint is not an address, or contains secrets.</exception>
    internal static S3Address Create(string bucket, Uri? endpoint, string region, bool? virtualHost)
    {
        // docs.aws.amazon.com/general/latest/gr/s3.html; the partition of China has a domain of its own.
        var root = endpoint ?? new Uri(
            $"https://s3.{region}.amazonaws.com{(region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : string.Empty)}");
        if (!root.IsAbsoluteUri || root.Scheme is not ("http" or "https") || root.UserInfo.Length > 0 || root.Query.Length > 0)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "The endpoint must look like https://minio.example.com:9000, without user, password or query.")
            {
                RecommendedAction = "Use -Credential for the keys.",
            };
        }

        var path = root.AbsolutePath.TrimEnd('/');
        var authority = new Uri(root.GetLeftPart(UriPartial.Authority));
        // A certificate for *.host does not cover a bucket with dots, and other stores rarely have a name for each bucket.
        var usual = endpoint is null && !bucket.Contains('.', StringComparison.Ordinal);
        return virtualHost ?? usual
            ? new S3Address(new UriBuilder(authority) { Host = $"{bucket}.{authority.Host}" }.Uri, path)
            : new S3Address(authority, $"{path}/{SignatureV4.EscapePath(bucket)}");
    }
}
