using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Search;

/// <summary>The parameter <c>ignore_growing</c> of reads. The embedded engine has no growing segments, so it excludes no rows.</summary>
internal static class GrowingRows
{
    public static void Check(IEnumerable<KeyValuePair> parameters)
    {
        if (parameters.Find("ignore_growing") is { } text && Iteration.Boolean(text) is null)
        {
            throw MilvusError.Parameter("parse ignore growing field failed");
        }
    }
}
