using System.IO.Hashing;
using Milvus.Core.Schemas;

namespace Milvus.Client.Digests;

/// <summary>Identifies a schema with its partitions and indexes, for ledgers and manifests.</summary>
internal static class SchemaDigest
{
    /// <summary>The hexadecimal digits of a 128-bit hash.</summary>
    internal static string Compute(CollectionBlueprint blueprint) => Convert.ToHexString(XxHash128.Hash(SchemaFile.Write([blueprint])));
}
