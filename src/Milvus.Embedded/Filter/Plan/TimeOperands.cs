using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>A timestamp in the expression, in microseconds since 1970 in UTC.</summary>
internal sealed record TimeOperand(long Microseconds) : Operand(ValueKind.Time, DataType.Timestamptz);

/// <summary>An interval in the expression.</summary>
internal sealed record IntervalOperand(TimeInterval Interval) : Operand(ValueKind.Other, DataType.None);

/// <summary>A timestamp field plus or minus an interval.</summary>
internal sealed record ShiftedTimeOperand(FieldSchema Field, TimeInterval Interval, bool Earlier)
    : Operand(ValueKind.Time, DataType.Timestamptz);
