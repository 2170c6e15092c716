using System.Text;
using System.Text.Json;

namespace Milvus.Columns;

/// <summary>JSON values, as UTF-8. A text must itself be JSON; anything else is written as JSON.</summary>
internal sealed class JsonColumn(Field field) : ValueColumn<byte[]>(field)
{
    protected override byte[] Convert(object value)
    {
        if (value is byte[] raw)
        {
            return raw;
        }

        try
        {
            if (value is string text)
            {
                using var parsed = JsonDocument.Parse(text, JsonValues.DocumentOptions);
                return Encoding.UTF8.GetBytes(text);
            }

            return JsonValues.ToUtf8(value, Unwrap);
        }
        catch (JsonException e)
        {
            throw ColumnErrors.NotJson(MilvusErrorId.SchemaMismatch, Field, Count, "value", e);
        }
    }

    protected override int SizeOf(byte[] value) => value.Length + 4;
}
