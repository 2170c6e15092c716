using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Embedded.Times;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    /// <summary>`ISO "2025-01-02T03:04:05Z"` or `INTERVAL "P1D"`.</summary>
    private Operand BindTime(TimeSyntax node)
    {
        if (node.IsInterval)
        {
            return TimeInterval.Of(node.Text) is { } interval
                ? new IntervalOperand(interval)
                : throw source.CreateError($"invalid interval: {node.Text}, it has the form P1Y2M3DT4H5M6S", node.Start);
        }

        return TimeValues.FindFlaw(node.Text, zone) is { } flaw
            ? throw source.CreateError(flaw, node.Start)
            : new TimeOperand(TimeText.TryRead(node.Text, zone, out var microseconds) ? microseconds : 0);
    }

    /// <summary>Binds a timestamp plus or minus an interval; null if neither side is one of these.</summary>
    private Operand? BindShift(TokenKind kind, Operand left, Operand right, SyntaxNode node)
    {
        if (left.Kind != ValueKind.Time && right.Kind != ValueKind.Time && left is not IntervalOperand && right is not IntervalOperand)
        {
            return null;
        }

        return (kind, left, right) switch
        {
            (TokenKind.Plus or TokenKind.Minus, ColumnOperand { Kind: ValueKind.Time } column, IntervalOperand shift) =>
                new ShiftedTimeOperand(column.Field, shift.Interval, kind == TokenKind.Minus),
            (TokenKind.Plus or TokenKind.Minus, TimeOperand moment, IntervalOperand shift) =>
                new TimeOperand(shift.Interval.From(moment.Microseconds, kind == TokenKind.Minus)),
            (TokenKind.Plus, IntervalOperand, ColumnOperand or TimeOperand) => BindShift(kind, right, left, node),
            _ => throw source.CreateError("only an INTERVAL can be added to a timestamp or subtracted from it", node.Start),
        };
    }

    /// <summary>Binds a comparison of timestamps; null if neither side is one.</summary>
    private PlanNode? BindTimeComparison(Comparison comparison, Operand left, Operand right, int position)
    {
        if (left.Kind != ValueKind.Time && right.Kind != ValueKind.Time)
        {
            return null;
        }

        return (left, right) switch
        {
            _ when left.Kind != right.Kind => throw source.CreateError(
                $"comparisons between {TypeName(left)} and {TypeName(right)} are not supported; a timestamp is written ISO "
                    + "\"2025-01-02T03:04:05Z\"", position),
            (TimeOperand first, TimeOperand second) => new BooleanPlan(
                ConstantComparison.Holds(comparison, Constant.Of(first.Microseconds), Constant.Of(second.Microseconds)) == true),
            (TimeOperand, _) => BindTimeComparison(Mirror(comparison), right, left, position),
            (_, TimeOperand moment) => new ComparePlan(comparison, left, new ConstantOperand(Constant.Of(moment.Microseconds))),
            _ => new ComparePlan(comparison, left, right),
        };
    }

    /// <summary>`ISO "…" &lt; field &lt; ISO "…"`; null if the operand is not a timestamp.</summary>
    private PlanNode? BindTimeRange(RangeSyntax node, Operand operand)
    {
        if (operand.Kind != ValueKind.Time)
        {
            return null;
        }

        return BindAny(node.Lower).Value is TimeOperand lower && BindAny(node.Upper).Value is TimeOperand upper
            ? new LogicalPlan(IsAnd: true,
            [
                BindTimeComparison(node.LowerInclusive ? Comparison.GreaterEqual : Comparison.Greater, operand, lower, node.Start)!,
                BindTimeComparison(node.UpperInclusive ? Comparison.LessEqual : Comparison.Less, operand, upper, node.Start)!,
            ])
            : throw source.CreateError("invalid range operations", node.Start);
    }
}
