using Milvus.Completion;
using Milvus.Core.Types;

namespace Milvus.Commands.Indexes;

/// <summary>What to do about an index that the server refuses: servers do not name the parameter or the cmdlet.</summary>
internal static class IndexAdvice
{
    // Milvus 2.6 and the embedded engine, Milvus 2.3, Milvus Lite.
    private static readonly string[] _withoutMetric = ["metric type not set", "metric type not found", "'metric_type' parameter"];

    /// <summary>Whether the server refuses the index because it has no metric.</summary>
    internal static bool IsWithoutMetric(MilvusException failure, IndexParameter definition) =>
        definition.MetricType.Length == 0
        && !definition.Parameter.ContainsKey("metric_type")
        && Array.Exists(_withoutMetric, text => failure.Message.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The metrics that the index type and the field have in common.</summary>
    /// <param name="definition">The index.</param>
    /// <param name="field">The field; null if it is unknown.</param>
    internal static string AdviseMetric(IndexParameter definition, Field? field)
    {
        var type = IndexTypes.Find(definition.IndexType);
        var isList = field is { Type: DataType.ArrayOfVector };
        var fits = MetricTypes.All
            .Where(metric => metric is { IsFormer: false, IsOfFunction: false }
                && (field is null || LineField.Fits(metric, field))
                && (isList || type?.Metrics.Contains(metric.Name) != false))
            .Select(metric => metric.Name);
        var forText = field is not null && VectorTypes.Sparse.Contains(field.Type)
            ? ", or BM25 for the output of a BM25 function"
            : string.Empty;
        var of = field is null ? string.Empty : $" for the field {field.Name} ({field.Type})";
        var others = definition.IndexType == IndexTypes.Auto ? string.Empty : " Only AUTOINDEX can be created without it.";
        return $"Add -MetricType: {string.Join(", ", fits)}{forText}{of}.{others}";
    }

    /// <summary>That a name is not a field, which servers take as a key of the dynamic field; null for a field.</summary>
    /// <param name="definition">The index.</param>
    /// <param name="schema">The collection; null if it is unknown.</param>
    internal static string? AdviseField(IndexParameter definition, Collection? schema) =>
        schema is not { EnableDynamicField: true }
        || definition.Parameter.ContainsKey("json_cast_type")
        || schema.Field.Any(field => field.Name == definition.Field)
            ? null
            : $"{schema.Name} has no field {definition.Field}, so the name is a key of the dynamic field. The fields are "
                + $"{string.Join(", ", schema.Field.Where(field => !field.IsDynamic).Select(field => field.Name))}.";

    /// <summary>How to replace the index of a field, which can have only one.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="existing">The index of the field.</param>
    internal static string AdviseReplacement(string collection, Index existing)
    {
        var kind = existing.MetricType.Length > 0 ? $"{existing.IndexType}/{existing.MetricType}" : existing.IndexType;
        return $"The field {existing.Field} has the index {existing.Name} ({kind}). Remove it first: "
            + $"Remove-MilvusIndex {NameCompleter.Quote(collection)} {NameCompleter.Quote(existing.Name)}. "
            + "A loaded collection must be released before: "
            + $"Dismount-MilvusCollection {NameCompleter.Quote(collection)}.";
    }
}
