using System.Numerics;
using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A field of numbers, or of moments as numbers.</summary>
internal sealed class NumberColumn<T>(string name, DataType type, bool nullable) : FixedColumn<T>(name, type, nullable), INumberColumn
    where T : unmanaged, INumber<T>
{
    public bool IsInteger { get; } = type.Describe().Number!.IsInteger;

    public override Column Empty() => new NumberColumn<T>(Name, Type, Nullable);

    public long ReadInteger(int row) => long.CreateTruncating(this[row]);

    public double ReadNumber(int row) => double.CreateTruncating(this[row]);

    public int CompareRows(int left, int right) => this[left].CompareTo(this[right]);

    public void AppendInteger(long value) => Append(T.CreateTruncating(value));

    public void AppendNumber(double value) => Append(T.CreateTruncating(value));
}
