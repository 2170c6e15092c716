using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Validates the metric type of an index on a sparse field.</summary>
internal static class SparseIndexChecks
{
    public static void CheckMetric(FieldSchema field, string metric)
    {
        if (field.IsFunctionOutput && metric != "BM25")
        {
            throw MilvusError.Parameter($"index metric type of BM25 function output field must be BM25, got {metric}");
        }

        if (metric is not ("IP" or "BM25"))
        {
            throw IndexChecks.Invalid("only IP&BM25 is the supported metric type for sparse index");
        }

        if (metric == "BM25" && !field.IsFunctionOutput)
        {
            throw IndexChecks.Invalid("only BM25 Function output field support BM25 metric type");
        }
    }
}
