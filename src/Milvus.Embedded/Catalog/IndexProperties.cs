using Milvus.Embedded.Service;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>What may be changed of an index that is there: how it is loaded, not how it was built.</summary>
internal static class IndexProperties
{
    private static readonly string[] Changeable = ["mmap.enabled", "indexoffsetcache.enabled", "warmup"];

    public static void Check(AlterIndexRequest request)
    {
        if (request.IndexName.Length == 0)
        {
            throw MilvusError.Parameter("index name is empty");
        }
        var other = request.ExtraParams.Select(pair => pair.Key).Concat(request.DeleteKeys).FirstOrDefault(key => !Changeable.Contains(key));
        if (other is not null)
        {
            throw MilvusError.Parameter($"{other} is not a configable index property");
        }
    }
}
