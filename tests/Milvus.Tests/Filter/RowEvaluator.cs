using System.Text.Json;
using System.Text.RegularExpressions;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Tests.Filter;

/// <summary>
/// A simple reference evaluator for the compiled filter: the result of a plan for one row is true, false or (null) UNKNOWN. It shares only
/// the plan with the compiled filter.
/// </summary>
internal static class RowEvaluator
{
    public static bool? Evaluate(PlanNode plan, IReadOnlyDictionary<string, object?> row)
    {
        switch (plan)
        {
            case BooleanPlan truth:
                return truth.Value;
            case NotPlan not:
                return !Evaluate(not.Operand, row);
            case LogicalPlan logical:
                return logical.Operands.Select(operand => Evaluate(operand, row))
                    .Aggregate((bool?)logical.IsAnd, (left, right) => logical.IsAnd ? left & right : left | right);
            case NullPlan test:
                return row.GetValueOrDefault(test.Column) is null;
            case ExistsPlan exists:
                return RowOperand.Read(exists.Operand, row) is { IsNull: false, Json: { } found } && !IsEmpty(found);
            case InPlan { Operand: JsonOperand or ElementOperand, Values.Count: 0 }:
                return false;
        }

        if (plan is MatchPlan or ElementFilterPlan)
        {
            return EvaluateElements(plan, row);
        }

        var value = RowOperand.Read(OperandOf(plan), row);
        return (plan, value) switch
        {
            (ComparePlan compare, _) => Compare(compare, value, RowOperand.Read(compare.Right, row)),
            (InPlan list, { Value: { } single }) when list.Values.Count == 0 || list.Values.Any(item => SameType(single, item)) =>
                list.Values.Any(item => Same(single, item, list.Operand.Kind)),
            (LikePlan like, { Value: string text }) => Regex(like.Pattern.Text).IsMatch(text),
            (RegexPlan regex, { Value: string text }) => new Regex(regex.Pattern.Text, RegexOptions.Singleline).IsMatch(text),
            (ContainsPlan contains, { Items: { } items }) => Contains(contains, items),
            (ArrayEqualPlan equal, { Items: { } items }) => Equal(items, equal.Items) != equal.Negated,

            // No value of the requested type exists.
            _ => null,
        };
    }

    private static bool? EvaluateElements(PlanNode plan, IReadOnlyDictionary<string, object?> row)
    {
        (var condition, var mode, var threshold) = plan is MatchPlan match
            ? (match.Element, match.Mode, match.Threshold)
            : (((ElementFilterPlan)plan).Element, MatchMode.Any, 0);
        if (row.GetValueOrDefault(condition.Anchor) is not Array anchor)
        {
            return null;
        }

        var count = Enumerable.Range(0, anchor.Length).Count(element => Evaluate(condition.Condition, Element(row, element)) == true);
        return mode switch
        {
            MatchMode.All => count == anchor.Length,
            MatchMode.Any => count > 0,
            MatchMode.Least => count >= threshold,
            MatchMode.Most => count <= threshold,
            _ => count == threshold,
        };
    }

    /// <summary>An element of the row's arrays of structs, as a row.</summary>
    private static Dictionary<string, object?> Element(IReadOnlyDictionary<string, object?> row, int element) =>
        row.Where(field => field.Key.EndsWith(']') && field.Value is Array)
            .ToDictionary(
                field => field.Key,
                field =>
                    ((Array)field.Value!).GetValue(element) is int number ? (object?)(long)number : ((Array)field.Value!).GetValue(element)
            );

    private static bool IsEmpty(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => element.EnumerateObject().All(property => IsEmpty(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsEmpty),
        _ => false,
    };

    private static bool SameType(object value, Constant item)
    {
        _ = RowValue.Order(value, RowValue.Of(item).Value!, out var comparable);
        return comparable;
    }

    private static Operand OperandOf(PlanNode plan) => plan switch
    {
        ComparePlan compare => compare.Left,
        InPlan list => list.Operand,
        LikePlan like => like.Operand,
        RegexPlan regex => regex.Operand,
        ContainsPlan contains => contains.Source,
        ArrayEqualPlan equal => equal.Source,
        _ => throw new InvalidOperationException(plan.GetType().Name),
    };

    private static bool? Compare(ComparePlan plan, RowValue left, RowValue right)
    {
        if (left.Value is null || right.Value is null)
        {
            return null;
        }

        var single = plan.Left.Kind == ValueKind.Float
            && (plan.Right.Kind == ValueKind.Float || plan.Right is ConstantOperand);
        var first = single ? RowValue.Single(left.Value) : left.Value;
        var second = single ? RowValue.Single(right.Value) : right.Value;
        var order = RowValue.Order(first, second, out var comparable);
        if (!comparable)
        {
            return null;
        }

        return plan.Comparison switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Less => order < 0,
            Comparison.LessEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private static bool Same(object value, Constant item, ValueKind kind)
    {
        var constant = RowValue.Of(item).Value!;
        return kind == ValueKind.Float
            ? RowValue.Single(value) == RowValue.Single(constant)
            : RowValue.Order(value, constant, out var comparable) == 0 && comparable;
    }

    private static bool Contains(ContainsPlan plan, IReadOnlyList<RowValue> items) =>
        plan.Mode == ContainsMode.ContainsAll
            ? plan.Elements.All(element => items.Any(item => ElementEquals(item, element)))
            : plan.Elements.Any(element => items.Any(item => ElementEquals(item, element)));

    private static bool Equal(IReadOnlyList<RowValue> items, Constant[] constants) =>
        items.Count == constants.Length
        && items.Zip(constants).All(pair =>
            ElementEquals(pair.First, pair.Second)
            && !(pair.First is { Value: long, Json: null } && pair.Second.Kind == ConstantKind.Double)
            && !(pair.First is { Value: double, Json: not null } && pair.Second.Kind == ConstantKind.Int64));

    /// <summary>1 and 1.0 are the same number.</summary>
    private static bool ElementEquals(RowValue item, Constant constant) => (item.Value, constant.Kind) switch
    {
        (long value, ConstantKind.Int64) => value == constant.Int64,
        (float value, ConstantKind.Double or ConstantKind.Int64) => value == RowValue.Single(RowValue.Of(constant).Value!),
        (long or double, ConstantKind.Double) => RowValue.Number(item.Value) == constant.Double,
        (double, ConstantKind.Int64) => RowValue.Number(item.Value) == constant.Int64,
        (string value, ConstantKind.String) => value == constant.String,
        (bool value, ConstantKind.Bool) => value == constant.Bool,
        (null, ConstantKind.Array) => item.Items is { } items && Equal(items, constant.Items),
        _ => false,
    };

    private static Regex Regex(string pattern)
    {
        const string AnyCharacter = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])";
        var regex = new System.Text.StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            regex.Append(c switch
            {
                '%' => AnyCharacter + "*",
                '_' => AnyCharacter,
                '\\' when i + 1 < pattern.Length => System.Text.RegularExpressions.Regex.Escape(pattern[++i].ToString()),
                _ => System.Text.RegularExpressions.Regex.Escape(c.ToString()),
            });
        }

        return new Regex(regex.Append(@"\z").ToString(), RegexOptions.CultureInvariant);
    }
}
