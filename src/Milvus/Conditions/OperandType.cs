using Milvus.Core.Types;

namespace Milvus.Conditions;

/// <summary>What is known about the values of an operand.</summary>
/// <param name="Family">The family of its type; None for constants.</param>
/// <param name="Field">The field; null if it is a constant or computed.</param>
/// <param name="IsElement">Whether it is an element or a key of the field.</param>
internal readonly record struct OperandType(FieldFamily Family, Field? Field = null, bool IsElement = false)
{
    /// <summary>Whether it is a whole list.</summary>
    internal bool IsList => Family is FieldFamily.Array;
}
