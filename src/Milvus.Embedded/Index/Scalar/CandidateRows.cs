using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;
using Milvus.Protocol;

namespace Milvus.Embedded.Index.Scalar;

/// <summary>Finds candidate rows of a condition with the scalar indexes, so that the filter evaluates fewer rows.</summary>
internal sealed class CandidateRows(IReadOnlyCollection<ScalarIndex> indexes, int rows)
{
    /// <summary>A superset of the rows that match; null if no index narrows the condition.</summary>
    public RowBitmap? Of(PlanNode plan) =>
        plan switch
        {
            LogicalPlan { IsAnd: true } all => All(all.Operands),
            LogicalPlan any => Any(any.Operands),
            ComparePlan { Right: ConstantOperand } compare => LookUp(compare.Left, index => RangesOf(compare, index)),
            InPlan list => LookUp(list.Operand, index => KeyRanges.Of(index.Kind, IsSingle(list.Operand), list.Values)),
            LikePlan like => LookUp(
                like.Operand,
                index => index.Kind == KeyKind.Texts && like.Pattern.Prefix is { Length: > 0 } prefix ? KeyRanges.OfPrefix(prefix) : null),
            ContainsPlan contains => Contains(contains),
            ElementFilterPlan filter => Of(filter.Element.Condition),
            MatchPlan match when IsOfSome(match) => Of(match.Element.Condition),
            _ => null,
        };

    /// <summary>
    /// Whether a row matches only if at least one of its elements does. Only then does an index on a field of the struct narrow the rows.
    /// </summary>
    private static bool IsOfSome(MatchPlan match) =>
        match.Mode is MatchMode.Any or MatchMode.Least || (match.Mode == MatchMode.Exact && match.Threshold > 0);

    /// <summary>
    /// The intersection of the parts' candidates; a part that no index narrows is ignored. Both bounds of one value are looked up as one
    /// range, which is narrower than each.
    /// </summary>
    private RowBitmap? All(IReadOnlyList<PlanNode> parts)
    {
        var bounds = parts
            .OfType<ComparePlan>()
            .Where(part =>
                part is { Comparison: not (Comparison.Equal or Comparison.NotEqual), Right: ConstantOperand, Left: ColumnOperand })
            .GroupBy(part => ((ColumnOperand)part.Left).Field.Name, StringComparer.Ordinal)
            .ToArray();
        var sets = bounds
            .Select(group => LookUp(group.First().Left, index => Both(group.Select(part => RangesOf(part, index)))))
            .Concat(
                parts.Except(bounds.SelectMany(group => group), ReferenceEqualityComparer.Instance).Select(part => Of((PlanNode)part!)));
        RowBitmap? found = null;
        foreach (var set in sets)
        {
            if (set is not null)
            {
                found?.And(set);
                found ??= set;
            }
        }

        return found;
    }

    private static KeyRanges? Both(IEnumerable<KeyRanges?> bounds) =>
        bounds.Aggregate((left, right) => left is null || right is null ? null : left.And(right));

    private static KeyRanges? RangesOf(ComparePlan part, ScalarIndex index) =>
        KeyRanges.Of(index.Kind, IsSingle(part.Left), part.Comparison, ((ConstantOperand)part.Right).Value);

    private RowBitmap? Any(IEnumerable<PlanNode> parts)
    {
        RowBitmap? found = null;
        foreach (var part in parts)
        {
            if (Of(part) is not { } set)
            {
                return null;
            }

            found?.Or(set);
            found ??= set;
        }

        return found;
    }

    private RowBitmap? Contains(ContainsPlan plan)
    {
        if (plan.Elements.Length == 0)
        {
            return null;
        }

        if (plan.Mode != ContainsMode.ContainsAll)
        {
            return LookUp(plan.Source, index => KeyRanges.Of(index.Kind, single: false, plan.Elements), arrays: true);
        }

        RowBitmap? found = null;
        foreach (var element in plan.Elements)
        {
            if (LookUp(plan.Source, index => KeyRanges.Of(index.Kind, single: false, [element]), arrays: true) is { } set)
            {
                found?.And(set);
                found ??= set;
            }
        }

        return found;
    }

    private RowBitmap? LookUp(Operand operand, Func<ScalarIndex, KeyRanges?> ranges, bool arrays = false)
    {
        foreach (var index in indexes.Where(index => Serves(index, operand, arrays)))
        {
            var found = new RowBitmap(rows);
            if (ranges(index) is { } wanted && index.TryMark(wanted, found))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>An index on an array contains the rows with a value, but not the value's position in the array.</summary>
    private static bool Serves(ScalarIndex index, Operand operand, bool arrays) =>
        operand switch
        {
            ColumnOperand column => index.Path is null
                && column.Field.Name == index.Column.Name
                && (column.Field.DataType == DataType.Array) == arrays,
            JsonOperand json => index.Path is { } path && json.Column == index.Column.Name && json.Path.Keys.SequenceEqual(path.Keys),
            _ => false,
        };

    private static bool IsSingle(Operand operand) => operand is ColumnOperand { Field.DataType: DataType.Float };
}
