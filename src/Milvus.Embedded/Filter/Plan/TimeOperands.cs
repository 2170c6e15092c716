using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>A moment written in the expression, in microseconds.</summary>
internal sealed record TimeOperand(long Microseconds) : Operand(ValueKind.Time, DataType.Timestamptz);

/// <summary>A length of time written in the expression.</summary>
internal sealed record IntervalOperand(TimeInterval Interval) : Operand(ValueKind.Other, DataType.None);

/// <summary>A field of times, so much later or earlier.</summary>
internal sealed record ShiftedTimeOperand(FieldSchema Field, TimeInterval Interval, bool Earlier)
    : Operand(ValueKind.Time, DataType.Timestamptz);
