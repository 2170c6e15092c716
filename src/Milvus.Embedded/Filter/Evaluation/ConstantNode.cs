using System.Numerics;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

internal sealed class ConstantNode<T>(T value) : NumberNode<T>
    where T : unmanaged, INumber<T>
{
    public T Value => value;

    public override void Compute(in RowBlock block, Span<T> values, Span<ulong> unknown) =>
        values.Fill(value);
}
