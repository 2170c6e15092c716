using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Validates type, metric and parameters of a vector index, in the order of Milvus 3.0.</summary>
internal static class VectorIndexChecks
{
    /// <summary>The parameters that every index type has.</summary>
    private static readonly string[] _common = ["index_type", "metric_type", "mmap.enabled", Warmup.Key];

    public static void Check(FieldSchema field, List<KeyValuePair> parameters)
    {
        var type = parameters.Find("index_type");
        if (string.IsNullOrEmpty(type))
        {
            type = IndexTypes.Auto;
            IndexChecks.Set(parameters, "index_type", type);
        }

        var metric = parameters.Find("metric_type");
        if (type == IndexTypes.Auto)
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

        if (field.IsBm25Output() && metric is null)
        {
            metric = DefaultMetric(field);
            IndexChecks.Set(parameters, "metric_type", metric);
        }

        var known = CheckMetric(field, metric);
        var index = CheckType(field, type);
        if (!index.Metrics.Contains(known.Single ?? known.Name))
        {
            var supported = MetricsOf(field).Where(other => index.Metrics.Contains(other.Single ?? other.Name)).Select(NameOf);
            throw MilvusError.Parameter(
                $"metric type {metric} not found or not supported, supported: [{string.Join(' ', supported)}]");
        }

        if (IndexTypes.FindForField(type, field.DataType.Model()) is { } taken)
        {
            BuildParameters.Check(taken, field, parameters);
        }
    }

    private static bool IsList(FieldSchema field) => field.DataType == DataType.ArrayOfVector;

    /// <summary>The type of the vectors of a field; for lists of vectors that of their elements.</summary>
    private static ModelType VectorsOf(FieldSchema field) => (IsList(field) ? field.ElementType : field.DataType).Model();

    private static string NameOf(MetricType metric) => metric.Name;

    private static IEnumerable<MetricType> MetricsOf(FieldSchema field) =>
        MetricTypes.All.Where(metric => metric.Distance is not null
            && (IsList(field) ? metric.Elements : metric.Fields).Contains(VectorsOf(field)));

    private static string DefaultMetric(FieldSchema field) => MetricsOf(field)
        .First(metric => field.IsBm25Output()
            ? metric.IsOfFunction
            : (IsList(field) ? metric.DefaultOfElements : metric.DefaultOf).Contains(VectorsOf(field)))
        .Name;

    private static IndexType CheckType(FieldSchema field, string type) =>
        IndexTypes.FindForEngine(type) is { } known && known.Fields.Contains(VectorsOf(field))
            ? known
            : throw MilvusError.Parameter($"data type {field.DataType.Text()} can't build with this index {type}");

    private static MetricType CheckMetric(FieldSchema field, string? metric)
    {
        if (metric is null)
        {
            throw IndexChecks.Invalid("metric type not set for vector index");
        }

        if (field.DataType == DataType.SparseFloatVector)
        {
            SparseIndexChecks.CheckMetric(field, metric);
        }

        var metrics = MetricsOf(field).ToList();
        if (metrics.Find(known => known.Name == metric) is { } found)
        {
            return found;
        }

        var vectors = VectorsOf(field) switch
        {
            ModelType.BinaryVector => "binary",
            ModelType.Int8Vector => "int",
            _ => "float",
        };
        throw IndexChecks.Invalid(IsList(field)
            ? $"array of vector with {vectors} element type does not support metric type: {metric}, "
                + $"supported: [{string.Join(' ', metrics.Select(NameOf))}]: invalid parameter"
            : $"{vectors} vector index does not support metric type: {metric}");
    }
}
