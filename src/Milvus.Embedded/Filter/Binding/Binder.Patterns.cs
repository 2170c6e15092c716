using Milvus.Embedded.Filter.Like;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.RegularExpressions;
using Milvus.Embedded.Filter.Syntax;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private LikePlan BindLike(LikeSyntax node)
    {
        var operand = BindPatternOperand(node.Operand, "like operation", "no-json");
        var pattern = ReadPatternText(node.Pattern, "like");
        return LikePattern.HasDanglingEscape(pattern)
            ? throw source.CreateError("Invalid LIKE pattern: trailing backslash with nothing to escape", node.Pattern.Start)
            : new LikePlan(operand, new LikePattern(pattern));
    }

    private PlanNode BindRegexMatch(RegexSyntax node)
    {
        var operand = BindPatternOperand(node.Operand, "regex match", "non-json");
        try
        {
            var plan = new RegexPlan(operand, new RegexPattern(ReadPatternText(node.Pattern, "regex")));
            return node.Negated ? Negate(plan) : plan;
        }
        catch (RegexException e)
        {
            throw source.CreateError($"invalid regex pattern: {e.Message}", node.Pattern.Start);
        }
    }

    /// <summary>A text operand, or a JSON operand whose value may be a text.</summary>
    private Operand BindPatternOperand(SyntaxNode node, string operation, string noJson) => BindAny(node).Value switch
    {
        ColumnOperand { Kind: ValueKind.Array } => throw source.CreateError("can not comparisons array fields directly", node.Start),
        (ColumnOperand or JsonOperand or ElementOperand) and { Kind: ValueKind.String or ValueKind.Json } operand => operand,
        ColumnOperand or JsonOperand or ElementOperand =>
            throw source.CreateError($"{operation} on non-string or {noJson} field is unsupported", node.Start),
        _ => throw source.CreateError($"{operation} on complicated expr is unsupported", node.Start),
    };

    private string ReadPatternText(SyntaxNode node, string operation) =>
        (node, BindAny(node).Value) switch
        {
            (LiteralSyntax or TemplateSyntax, ConstantOperand { Value: { Kind: ConstantKind.String } text }) => text.String,
            (TemplateSyntax template, _) => throw source.CreateError(
                $"the value of {operation} expression template variable {{{template.Name}}} is not string",
                node.Start),
            _ => throw source.CreateError(
                $"{operation} pattern should be a string literal or template variable, got: {source.Slice(node.Start, node.End)}",
                node.Start),
        };
}
