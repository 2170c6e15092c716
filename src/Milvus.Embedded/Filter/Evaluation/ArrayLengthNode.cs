using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>The length of an array field, or of an array in JSON; 0 for JSON that is none.</summary>
internal sealed class ArrayLengthNode(string column, JsonPath? path) : NumberNode<long>
{
    public override void Compute(in RowBlock block, Span<long> values, Span<ulong> absent, Span<ulong> unknown)
    {
        Column source = block.Column<Column>(column);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = source switch
            {
                ArrayColumn arrays => arrays[block.Start + i].Length,
                VectorArrayColumn lists => lists.Length(block.Start + i),
                _ => Length(((JsonColumn)source)[block.Start + i], path!),
            };
        }
    }

    public static long Length(ReadOnlySpan<byte> json, JsonPath path)
    {
        if (!JsonFinder.TryFind(json, path, out Utf8JsonReader reader) || reader.TokenType != JsonTokenType.StartArray)
        {
            return 0;
        }

        long length = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            length++;
        }

        return length;
    }
}
