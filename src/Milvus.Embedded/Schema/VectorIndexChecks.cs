using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>The type, the metric and the parameters of an index on vectors, in the order of newer servers.</summary>
internal static class VectorIndexChecks
{
    private static readonly string[] _denseMetrics = ["L2", "IP", "COSINE"];
    private static readonly string[] _binaryMetrics = ["HAMMING", "JACCARD", "SUBSTRUCTURE", "SUPERSTRUCTURE"];
    private static readonly string[] _listMetrics = [.. _denseMetrics, "MAX_SIM", "MAX_SIM_COSINE", "MAX_SIM_L2", "MAX_SIM_IP"];
    private static readonly string[] _binaryListMetrics = ["HAMMING", "JACCARD", "MAX_SIM_HAMMING", "MAX_SIM_JACCARD"];

    /// <summary>What is of the index and not of its structure.</summary>
    private static readonly string[] _common = ["index_type", "metric_type", "mmap.enabled", Warmup.Key];

    public static void Check(FieldSchema field, List<KeyValuePair> parameters)
    {
        var type = parameters.Find("index_type");
        if (string.IsNullOrEmpty(type))
        {
            type = VectorIndexTypes.Auto;
            IndexChecks.Set(parameters, "index_type", type);
        }

        var metric = parameters.Find("metric_type");
        if (type == VectorIndexTypes.Auto)
        {
            if (field.DataType != DataType.SparseFloatVector && parameters.Any(pair => !_common.Contains(pair.Key)))
            {
                throw MilvusError.Parameter("only metric type can be passed when use AutoIndex");
            }

            if (string.IsNullOrEmpty(metric))
            {
                metric = DefaultMetric(field);
                IndexChecks.Set(parameters, "metric_type", metric);
            }
        }

        if (field.IsFunctionOutput && metric is null)
        {
            metric = "BM25";
            IndexChecks.Set(parameters, "metric_type", metric);
        }

        CheckMetric(field, metric);
        VectorIndexTypes.Check(field, type);
        if (type != "BIN_FLAT" && metric is "SUBSTRUCTURE" or "SUPERSTRUCTURE")
        {
            throw MilvusError.Parameter($"metric type {metric} not found or not supported, supported: [HAMMING JACCARD]");
        }

        if (field.DataType == DataType.SparseFloatVector)
        {
            SparseIndexChecks.CheckParameters(parameters);
        }

        VectorIndexParameters.Check(type, field, parameters);
    }

    private static string DefaultMetric(FieldSchema field) => field.DataType switch
    {
        DataType.BinaryVector => "HAMMING",
        DataType.ArrayOfVector => field.ElementType == DataType.BinaryVector ? "MAX_SIM_HAMMING" : "MAX_SIM_COSINE",
        DataType.SparseFloatVector => field.IsFunctionOutput ? "BM25" : "IP",
        _ => "COSINE",
    };

    private static void CheckMetric(FieldSchema field, string? metric)
    {
        if (metric is null)
        {
            throw IndexChecks.Invalid("metric type not set for vector index");
        }

        switch (field.DataType)
        {
            case DataType.SparseFloatVector:
                SparseIndexChecks.CheckMetric(field, metric);
                break;
            case DataType.BinaryVector when !_binaryMetrics.Contains(metric):
                throw IndexChecks.Invalid($"binary vector index does not support metric type: {metric}");
            case DataType.Int8Vector when !_denseMetrics.Contains(metric):
                throw IndexChecks.Invalid($"int vector index does not support metric type: {metric}");
            case DataType.FloatVector or DataType.Float16Vector or DataType.Bfloat16Vector when !_denseMetrics.Contains(metric):
                throw IndexChecks.Invalid($"float vector index does not support metric type: {metric}");
            case DataType.ArrayOfVector:
                var (element, metrics) = field.ElementType switch
                {
                    DataType.BinaryVector => ("binary", _binaryListMetrics),
                    DataType.Int8Vector => ("int", _listMetrics),
                    _ => ("float", _listMetrics),
                };
                if (!metrics.Contains(metric))
                {
                    throw IndexChecks.Invalid($"array of vector with {element} element type does not support metric type: {metric}, "
                        + $"supported: [{string.Join(' ', metrics)}]: invalid parameter");
                }

                break;
            default:
                break;
        }
    }
}
