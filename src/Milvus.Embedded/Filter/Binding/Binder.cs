using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

/// <summary>Binds syntax to a schema: resolves names, checks types, folds constants and replaces template variables.</summary>
internal sealed partial class Binder(
    FilterText source,
    FieldNames fields,
    IReadOnlyDictionary<string, TemplateValue> templates,
    TimeZoneInfo zone,
    CancellationToken token)
{
    public PlanNode Bind(SyntaxNode node)
    {
        var bound = BindAny(node);
        return AsCondition(bound) ?? throw source.CreateNotBoolean(bound.Value!.Type.Text());
    }

    private Bound BindAny(SyntaxNode node) => node switch
    {
        LiteralSyntax literal => new ConstantOperand(literal.Value),
        TemplateSyntax template => new ConstantOperand(TemplateConstant.Get(source, template, templates)),
        PathSyntax path => BindPath(path),
        TimeSyntax time => BindTime(time),
        ListSyntax list => new ConstantOperand(Constant.Of(BindListValues(list))),
        LogicalSyntax logical => BindLogical(logical),
        UnarySyntax unary => BindUnary(unary),
        BinarySyntax binary => BindBinary(binary),
        RangeSyntax range => BindRange(range),
        InSyntax membership => BindIn(membership),
        LikeSyntax like => BindLike(like),
        RegexSyntax regex => BindRegexMatch(regex),
        NullTestSyntax test => BindNullTest(test),
        ExistsSyntax exists => BindExists(exists),
        CallSyntax call => BindCall(call),
        NamedArgumentSyntax named => throw source.CreateError($"there is no argument named {named.Name} here", named.Start),
        _ => throw new InvalidOperationException($"no binding for {node.GetType().Name}"),
    };

    /// <summary>A value as a condition: a boolean constant, field or array element; null for other values.</summary>
    private static PlanNode? AsCondition(Bound bound) => bound switch
    {
        { Condition: { } condition } => condition,
        { Value: ConstantOperand { Value: { Kind: ConstantKind.Bool } value } } => new BooleanPlan(value.Bool),
        { Value: { Kind: ValueKind.Bool } value } =>
            new ComparePlan(Comparison.Equal, value, new ConstantOperand(Constant.Of(true))),
        _ => null,
    };

    private PlanNode BindLogical(LogicalSyntax node)
    {
        var isAnd = node.Operator == TokenKind.And;
        var operands = new List<PlanNode>(node.Operands.Count);
        var hasElementFilter = false;
        foreach (var operand in node.Operands)
        {
            token.ThrowIfCancellationRequested();
            var condition = AsCondition(BindAny(operand)) ?? throw source.CreateError(
                $"'{(isAnd ? "and" : "or")}' can only be used between boolean expressions", operand.Start);
            if (hasElementFilter)
            {
                throw CreateElementFilterFirst(isAnd, operand);
            }

            if (condition is SamplePlan sample)
            {
                return isAnd && ReferenceEquals(operand, node.Operands[^1])
                    ? new SamplePlan(new LogicalPlan(isAnd, operands), sample.Factor)
                    : throw source.CreateError(
                        isAnd
                            ? "random sample expression can only be the last expression in the logical and expression"
                            : "random sample expression cannot be used in logical and expression",
                        operand.Start);
            }

            hasElementFilter = ElementFilterPlan.Of(condition) is not null;
            if (condition is LogicalPlan inner && inner.IsAnd == isAnd)
            {
                operands.AddRange(inner.Operands);
            }
            else
            {
                operands.Add(condition);
            }
        }

        return isAnd || ElementFilterPlan.Of(operands[^1]) is null
            ? new LogicalPlan(isAnd, operands)
            : throw CreateElementFilterInside(node);
    }

    private Bound BindUnary(UnarySyntax node)
    {
        var bound = BindAny(node.Operand);
        if (node.Operator is TokenKind.Not || (node.Operator is TokenKind.Tilde && AsCondition(bound) is not null))
        {
            return AsCondition(bound) is { } condition
                ? condition is SamplePlan
                    ? throw source.CreateError("random sample expression cannot be used in unary expression", node.Start)
                    : ElementFilterPlan.Of(condition) is null ? Negate(condition) : throw CreateElementFilterInside(node)
                : throw source.CreateError(
                    bound.Value is ConstantOperand ? "not can only apply on boolean" : "not op can only be applied on boolean expression",
                    node.Start);
        }

        var operand = AsValue(bound, node.Operand);
        return node.Operator switch
        {
            TokenKind.Plus when IsNumeric(operand) => operand,
            TokenKind.Minus when operand is ConstantOperand { Value: { Kind: ConstantKind.Double } value } =>
                new ConstantOperand(Constant.Of(-value.Double)),
            TokenKind.Minus when IsNumeric(operand) =>
                BindArithmetic(ArithmeticOperator.Subtract, new ConstantOperand(Constant.Of(0L)), operand, node),
            TokenKind.Tilde => BindArithmetic(ArithmeticOperator.BitXor, operand, new ConstantOperand(Constant.Of(-1L)), node),
            _ => throw source.CreateError($"unexpected op: {Spelling(node.Operator)}", node.Start),
        };
    }

    private static string Spelling(TokenKind kind) => kind switch
    {
        TokenKind.Plus => "+",
        _ => "-",
    };

    private static PlanNode Negate(PlanNode condition) => condition switch
    {
        BooleanPlan truth => new BooleanPlan(!truth.Value),
        NotPlan not => not.Operand,
        _ => new NotPlan(condition),
    };

    private Operand AsValue(Bound bound, SyntaxNode node) =>
        bound.Value
        ?? throw source.CreateError($"a condition cannot be an operand: {source.Slice(node.Start, node.End)}", node.Start);

    private FilterException CreateInvalid(string detail, SyntaxNode node) => source.CreateError(detail, node.Start);
}
