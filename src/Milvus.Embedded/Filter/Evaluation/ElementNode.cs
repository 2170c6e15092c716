using System.Numerics;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>One element of an array field; UNKNOWN if the array is too short.</summary>
internal sealed class ElementNode<T>(string column, int index) : NumberNode<T>
    where T : unmanaged, INumber<T>
{
    public override void Compute(in RowBlock block, Span<T> values, Span<ulong> unknown)
    {
        var arrays = block.Column<ArrayColumn>(column);
        for (var i = 0; i < values.Length; i++)
        {
            var array = arrays[block.Start + i];
            if (index >= array.Length)
            {
                values[i] = T.Zero;
                unknown.Set(i);
                continue;
            }

            values[i] = array switch
            {
                int[] items => T.CreateTruncating(items[index]),
                long[] items => T.CreateTruncating(items[index]),
                float[] items => T.CreateTruncating(items[index]),
                double[] items => T.CreateTruncating(items[index]),
                bool[] items => items[index] ? T.One : T.Zero,
                _ => throw new InvalidOperationException($"elements of field {column} are not numbers"),
            };
        }
    }
}
