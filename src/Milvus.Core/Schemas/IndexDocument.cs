using System.Text.Json;

namespace Milvus.Core.Schemas;

/// <summary>An index in a schema file.</summary>
internal sealed class IndexDocument
{
    public string Field { get; init; } = string.Empty;

    public string? Name { get; init; }

    public string? IndexType { get; init; }

    public string? MetricType { get; init; }

    public IDictionary<string, JsonElement>? Parameters { get; init; }

    internal static IndexDocument From(IndexParameter index) => new()
    {
        Field = index.Field,
        Name = CollectionDocument.NullIfEmpty(index.Name),
        IndexType = CollectionDocument.NullIfEmpty(index.IndexType),
        MetricType = CollectionDocument.NullIfEmpty(index.MetricType),
        Parameters = index.Parameter.Count > 0
            ? index.Parameter.ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value), StringComparer.Ordinal)
            : null,
    };

    internal IndexParameter ToIndexParameter()
    {
        var index = new IndexParameter
        {
            Field = Field,
            Name = Name ?? string.Empty,
            IndexType = IndexType ?? string.Empty,
            MetricType = MetricType ?? string.Empty,
        };
        foreach (var (key, value) in Parameters ?? new Dictionary<string, JsonElement>())
        {
            // As text, because each parameter is sent as text.
            index.Parameter[key] = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        }

        return index;
    }
}
