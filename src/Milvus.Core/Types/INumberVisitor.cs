using System.Numerics;

namespace Milvus.Core.Types;

/// <summary>Code that is written once for all types of numbers.</summary>
/// <typeparam name="TResult">What it makes.</typeparam>
internal interface INumberVisitor<out TResult>
{
    /// <summary>Called for whole numbers.</summary>
    TResult VisitInteger<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;

    /// <summary>Called for numbers with fractions.</summary>
    TResult VisitFloat<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
}
