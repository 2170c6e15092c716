using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>The length of an array field, or of an array in JSON. JSON that is not an array evaluates to UNKNOWN.</summary>
internal sealed class ArrayLengthNode(string column, JsonPath? path) : NumberNode<long>
{
    public override void Compute(in RowBlock block, Span<long> values, Span<ulong> unknown)
    {
        var source = block.Column<Column>(column);
        for (var i = 0; i < values.Length; i++)
        {
            if (LengthAt(source, block.Start + i) is { } length)
            {
                values[i] = length;
            }
            else
            {
                unknown.Set(i);
            }
        }
    }

    private long? LengthAt(Column source, int row) => source switch
    {
        ArrayColumn arrays => arrays[row].Length,
        VectorArrayColumn lists => lists.Length(row),
        _ => Length(((JsonColumn)source)[row], path!),
    };

    /// <summary>The length of the array at a path; null if there is none.</summary>
    public static long? Length(ReadOnlySpan<byte> json, JsonPath path)
    {
        if (!JsonFinder.TryFind(json, path, out var reader) || reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
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
