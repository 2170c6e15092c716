using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>Identifies the fields of a collection, so that a transfer is not continued with another schema.</summary>
internal static class FieldsDigest
{
    internal static string Compute(Collection schema)
    {
        var fields = schema.Field.Select(field => string.Join(
            ' ',
            field.Name,
            field.Type,
            field.ElementType,
            field.Dimension,
            field.MaxLength,
            field.PrimaryKey,
            field.AutoId,
            field.Nullable,
            JsonValues.ToText(field.DefaultValue),
            string.Join(',', field.StructField.Select(part => $"{part.Name} {part.Type} {part.ElementType} {part.Dimension}"))));
        var text = $"{schema.EnableDynamicField}\n{string.Join('\n', fields)}";
        return Sha256Text.Of(text)[..32];
    }
}
