using System.Globalization;

namespace Milvus.Client.ObjectStores;

/// <summary>The limits of a kind of object store.</summary>
/// <param name="MaxParts">The maximum number of parts of an object.</param>
/// <param name="MinPart">The minimum size of a part, besides the last one.</param>
/// <param name="MaxPart">The maximum size of a part, and of a file that is sent as a whole.</param>
/// <param name="MaxObject">The maximum size of an object.</param>
internal sealed record StoreLimits(int MaxParts, long MinPart, long MaxPart, long MaxObject)
{
    private const long Mebibyte = 1L << 20;

    /// <summary>docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html; other stores have at least these.</summary>
    internal static readonly StoreLimits S3 = new(10_000, 5 * Mebibyte, 5L << 30, 5L << 40);

    /// <summary>learn.microsoft.com/rest/api/storageservices/put-block, since version 2019-12-12.</summary>
    internal static readonly StoreLimits AzureBlob = new(50_000, 1, 4000 * Mebibyte, 50_000 * 4000 * Mebibyte);
}

/// <summary>The parts in which a file is sent.</summary>
/// <param name="Length">The length of the file.</param>
/// <param name="PartLength">The length of each part but the last.</param>
internal readonly record struct PartPlan(long Length, long PartLength)
{
    private const long Step = 1L << 20;

    /// <summary>The number of parts; an empty file has one.</summary>
    internal int Count => (int)Math.Max(1, (Length + PartLength - 1) / PartLength);

    /// <summary>Whether one request sends the whole file.</summary>
    internal bool IsWhole => Count == 1;

    /// <summary>Parts of the wanted length, or of as many MiB as the maximum number of parts requires.</summary>
    /// <exception cref="MilvusException">The store does not accept a file of this length, or a part of this one.</exception>
    internal static PartPlan Create(string file, long length, long wanted, StoreLimits limits)
    {
        if (wanted < limits.MinPart || wanted > limits.MaxPart)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Parts of {wanted:N0} bytes are not supported: the store accepts {limits.MinPart:N0} to {limits.MaxPart:N0}."))
            {
                RecommendedAction = "Use another -PartSize, or omit it.",
            };
        }

        if (length > limits.MaxObject)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The file '{file}' has {length:N0} bytes, and the store accepts {limits.MaxObject:N0}."))
            {
                RecommendedAction = "Write several smaller files: ConvertTo-MilvusImportFile -PartRow.",
            };
        }

        var least = (length + limits.MaxParts - 1) / limits.MaxParts;
        return new(length, least <= wanted ? wanted : Math.Min((least + Step - 1) / Step * Step, limits.MaxPart));
    }

    /// <summary>Where a part begins, and its length.</summary>
    internal (long Offset, long Length) Get(int index)
    {
        var offset = index * PartLength;
        return (offset, Math.Min(PartLength, Length - offset));
    }
}
