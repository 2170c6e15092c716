using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Creates the predicates of a plan. Negations are moved down to the leaves: see <see cref="Predicate"/>.</summary>
internal static class PredicateBuilder
{
    public static Predicate Build(PlanNode plan) => Build(plan, negated: false);

    private static Predicate Build(PlanNode plan, bool negated) => plan switch
    {
        BooleanPlan truth => new BooleanPredicate(truth.Value != negated),
        NotPlan not => Build(not.Operand, !negated),
        LogicalPlan logical => logical.IsAnd != negated
            ? new AndPredicate(logical.Operands.Select(operand => Build(operand, negated)))
            : new OrPredicate(logical.Operands.Select(operand => Build(operand, negated))),
        ComparePlan compare => Compare(compare, negated),
        InPlan membership => In(membership, negated),
        LikePlan like => Test(like.Operand, LikeOf(like), negated),
        RegexPlan regex => Test(regex.Operand, new RegexTest(regex.Pattern), negated),
        NullPlan test => new NullPredicate(test.Column, negated),
        ExistsPlan exists => new JsonExistsPredicate(exists.Operand, negated),
        ContainsPlan { Source: JsonOperand json } contains =>
            new ContainsPredicate(json.Column, json.Path, contains, negated),
        ContainsPlan { Source: ColumnOperand column } contains =>
            new ContainsPredicate(column.Field.Name, null, contains, negated),
        ArrayEqualPlan { Source: JsonOperand json } equal =>
            new ArrayEqualPredicate(json.Column, json.Path, equal, negated),
        ArrayEqualPlan { Source: ColumnOperand column } equal =>
            new ArrayEqualPredicate(column.Field.Name, null, equal, negated),
        MatchPlan match => new MatchPredicate(match.Element, match.Mode, match.Threshold, negated),
        ElementFilterPlan filter => new MatchPredicate(filter.Element, MatchMode.Any, 0, negated),
        TextMatchPlan match => new TextMatchPredicate(match, negated),
        PhraseMatchPlan match => new PhraseMatchPredicate(match, negated),
        SpatialPlan spatial => GeometryPredicate.Of(spatial, negated),
        WithinDistancePlan near => GeometryPredicate.Of(near, negated),
        ValidGeometryPlan valid => GeometryPredicate.Of(valid, negated),
        _ => throw new InvalidOperationException($"no predicate for {plan.GetType().Name}"),
    };

    private static Predicate Compare(ComparePlan plan, bool negated)
    {
        if (plan.Left is JsonOperand or ColumnOperand { Kind: ValueKind.String } or ElementOperand
            && plan.Right is ConstantOperand constant)
        {
            return Test(plan.Left, new CompareTest(plan.Comparison, constant.Value), negated);
        }

        if (plan is { Left: ColumnOperand { Kind: not ValueKind.Bool } column, Right: ConstantOperand number })
        {
            return NumberColumns.Compare(column.Field, plan.Comparison, number.Value, negated);
        }

        var columns = OperandColumns.Of(plan.Left, plan.Right);
        return (plan.Left.Kind, plan.Right.Kind) switch
        {
            (ValueKind.Json, _) => new JsonArithmeticPredicate(plan, columns, negated),
            (ValueKind.String, _) => new TextPairPredicate(plan.Comparison, plan.Left, plan.Right, columns, negated),
            (ValueKind.Bool or ValueKind.Int64 or ValueKind.Time, ValueKind.Bool or ValueKind.Int64 or ValueKind.Time) =>
                new NumberPredicate<long>(
                    plan.Comparison,
                    NumberNodeBuilder.Int64(plan.Left),
                    NumberNodeBuilder.Int64(plan.Right),
                    columns,
                    negated),
            _ when IsSingle(plan.Left) && (IsSingle(plan.Right) || plan.Right is ConstantOperand) => new NumberPredicate<float>(
                plan.Comparison,
                NumberNodeBuilder.Single(plan.Left),
                NumberNodeBuilder.Single(plan.Right),
                columns,
                negated),
            _ => new NumberPredicate<double>(
                plan.Comparison, NumberNodeBuilder.Double(plan.Left), NumberNodeBuilder.Double(plan.Right), columns, negated),
        };
    }

    private static bool IsSingle(Operand operand) => operand.Kind == ValueKind.Float;

    private static Predicate In(InPlan plan, bool negated) => plan.Operand switch
    {
        ColumnOperand { Kind: ValueKind.Int64 or ValueKind.Float or ValueKind.Double } column =>
            NumberColumns.In(column.Field, plan.Values, negated),
        ColumnOperand { Kind: ValueKind.Bool } column => new BooleanInPredicate(column.Field.Name, plan.Values, negated),

        // A value is never in an empty list, so a missing value does not make this UNKNOWN.
        JsonOperand or ElementOperand when plan.Values.Count == 0 => new BooleanPredicate(negated),
        _ => Test(plan.Operand, new InTest(plan.Values), negated),
    };

    private static ScalarTest LikeOf(LikePlan plan) => plan.Pattern.Literal is { } literal
        ? new CompareTest(Comparison.Equal, Constant.Of(literal))
        : new LikeTest(plan.Pattern);

    private static Predicate Test(Operand operand, ScalarTest test, bool negated) => operand switch
    {
        JsonOperand json => new JsonScalarPredicate(json, test, negated),
        ElementOperand element => new ElementPredicate(element, test, negated),
        ColumnOperand column => new TextColumnPredicate(column.Field.Name, test, negated),
        _ => throw new InvalidOperationException($"no test of {operand.GetType().Name}"),
    };
}
