using System.Text.Json;
using Milvus.Core.Types;

namespace Milvus.Core.Schemas;

/// <summary>A field in a schema file.</summary>
internal sealed class FieldDocument
{
    public string Name { get; init; } = string.Empty;

    public DataType Type { get; init; }

    public DataType ElementType { get; init; }

    public bool PrimaryKey { get; init; }

    public bool AutoId { get; init; }

    public bool PartitionKey { get; init; }

    public bool ClusteringKey { get; init; }

    public bool Nullable { get; init; }

    public JsonElement? DefaultValue { get; init; }

    public int? Dimension { get; init; }

    public int? MaxLength { get; init; }

    public int? MaxCapacity { get; init; }

    public string? ExternalField { get; init; }

    public string? Description { get; init; }

    public IDictionary<string, string>? Parameters { get; init; }

    /// <summary>The fields of a struct.</summary>
    public IReadOnlyList<FieldDocument>? Fields { get; init; }

    internal static FieldDocument From(Field field) => new()
    {
        Name = field.Name,
        Type = field.Type,
        ElementType = field.ElementType,
        PrimaryKey = field.PrimaryKey,
        AutoId = field.AutoId,
        PartitionKey = field.PartitionKey,
        ClusteringKey = field.ClusteringKey,
        Nullable = field.Nullable,
        DefaultValue = field.DefaultValue is { } value ? JsonSerializer.SerializeToElement(value, value.GetType()) : null,
        Dimension = field.Dimension,
        MaxLength = field.MaxLength,
        MaxCapacity = field.MaxCapacity,
        ExternalField = CollectionDocument.NullIfEmpty(field.ExternalField),
        Description = CollectionDocument.NullIfEmpty(field.Description),
        Parameters = field.Parameter.Count > 0 ? field.Parameter : null,
        Fields = field.StructField.Count > 0 ? [.. field.StructField.Select(From)] : null,
    };

    internal Field ToField()
    {
        var field = new Field
        {
            Name = Name,
            Type = Type,
            ElementType = ElementType,
            PrimaryKey = PrimaryKey,
            AutoId = AutoId,
            PartitionKey = PartitionKey,
            ClusteringKey = ClusteringKey,
            Nullable = Nullable,
            DefaultValue = DefaultValue is { } value ? Plain(value) : null,
            Dimension = Dimension,
            MaxLength = MaxLength,
            MaxCapacity = MaxCapacity,
            ExternalField = ExternalField ?? string.Empty,
            Description = Description ?? string.Empty,
            StructField = [.. (Fields ?? []).Select(inner => inner.ToField())],
        };
        foreach (var (key, text) in Parameters ?? new Dictionary<string, string>())
        {
            field.Parameter[key] = text;
        }

        return field;
    }

    // Converts to the type in which default values are read from a server, so that a file yields the object that it was written from.
    private object Plain(JsonElement value) => (value.ValueKind, FieldTypes.Of(Type).Wire) switch
    {
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.Number, WireCase.Int) => value.GetInt32(),
        (JsonValueKind.Number, WireCase.Long) => value.GetInt64(),
        (JsonValueKind.Number, WireCase.Float) => value.GetSingle(),
        (JsonValueKind.Number, _) => value.GetDouble(),
        (JsonValueKind.String, _) => value.GetString()!,
        _ => throw new JsonException($"The default value of field '{Name}' must be a number, a text or a boolean."),
    };
}
