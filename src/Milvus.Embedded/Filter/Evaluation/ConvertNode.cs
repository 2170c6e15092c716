using System.Buffers;
using System.Numerics;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Converts a numeric expression to the type of the expression around it.</summary>
internal sealed class ConvertNode<TFrom, T>(NumberNode<TFrom> source) : NumberNode<T>
    where TFrom : unmanaged, INumber<TFrom>
    where T : unmanaged, INumber<T>
{
    public override void Compute(in RowBlock block, Span<T> values, Span<ulong> unknown)
    {
        var rented = ArrayPool<TFrom>.Shared.Rent(values.Length);
        var from = rented.AsSpan(0, values.Length);
        source.Compute(block, from, unknown);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = T.CreateTruncating(from[i]);
        }

        ArrayPool<TFrom>.Shared.Return(rented);
    }
}
