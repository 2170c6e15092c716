using System.Numerics;

namespace Milvus.Core.Types;

/// <summary>The numbers that the values of a field type are.</summary>
internal abstract class NumberKind
{
    private NumberKind()
    {
    }

    /// <summary>Whether they are whole.</summary>
    public abstract bool IsInteger { get; }

    /// <summary>The lowest whole number.</summary>
    public abstract long Low { get; }

    /// <summary>The highest whole number.</summary>
    public abstract long High { get; }

    /// <summary>Their .NET type.</summary>
    public abstract Type Type { get; }

    /// <summary>Whole numbers of a .NET type whose values are in the range of a long.</summary>
    public static NumberKind Integer<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => new Integers<T>();

    /// <summary>Numbers with fractions of a .NET type.</summary>
    public static NumberKind Float<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => new Floats<T>();

    /// <summary>Runs code for the .NET type.</summary>
    public abstract TResult Accept<TResult>(INumberVisitor<TResult> visitor);

    /// <summary>Whether a whole number is in their range.</summary>
    public bool Takes(long number) => number >= Low && number <= High;

    /// <summary>A whole number in range as an object of the .NET type.</summary>
    public abstract object Box(long number);

    private sealed class Integers<T> : NumberKind
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public override bool IsInteger => true;

        public override long Low { get; } = long.CreateChecked(T.MinValue);

        public override long High { get; } = long.CreateChecked(T.MaxValue);

        public override Type Type => typeof(T);

        public override TResult Accept<TResult>(INumberVisitor<TResult> visitor) => visitor.VisitInteger<T>();

        public override object Box(long number) => T.CreateTruncating(number);
    }

    private sealed class Floats<T> : NumberKind
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        public override bool IsInteger => false;

        public override long Low => long.MinValue;

        public override long High => long.MaxValue;

        public override Type Type => typeof(T);

        public override TResult Accept<TResult>(INumberVisitor<TResult> visitor) => visitor.VisitFloat<T>();

        public override object Box(long number) => T.CreateTruncating(number);
    }
}
