using Milvus.Embedded.Filter.Like;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.RegularExpressions;
using Milvus.Embedded.Filter.Syntax;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private LikePlan Like(LikeSyntax node)
    {
        var operand = PatternOperand(node.Operand, "like operation", "no-json");
        var pattern = PatternText(node.Pattern, "like");
        return LikePattern.HasDanglingEscape(pattern)
            ? throw source.Error("Invalid LIKE pattern: trailing backslash with nothing to escape", node.Pattern.Start)
            : new LikePlan(operand, new LikePattern(pattern));
    }

    private PlanNode RegexMatch(RegexSyntax node)
    {
        var operand = PatternOperand(node.Operand, "regex match", "non-json");
        try
        {
            var plan = new RegexPlan(operand, new RegexPattern(PatternText(node.Pattern, "regex")));
            return node.Negated ? Negate(plan) : plan;
        }
        catch (RegexException e)
        {
            throw source.Error($"invalid regex pattern: {e.Message}", node.Pattern.Start);
        }
    }

    /// <summary>A text operand, or a JSON operand whose value may be a text.</summary>
    private Operand PatternOperand(SyntaxNode node, string operation, string noJson) => BindAny(node).Value switch
    {
        ColumnOperand { Kind: ValueKind.Array } => throw source.Error("can not comparisons array fields directly", node.Start),
        (ColumnOperand or JsonOperand or ElementOperand) and { Kind: ValueKind.String or ValueKind.Json } operand => operand,
        ColumnOperand or JsonOperand or ElementOperand =>
            throw source.Error($"{operation} on non-string or {noJson} field is unsupported", node.Start),
        _ => throw source.Error($"{operation} on complicated expr is unsupported", node.Start),
    };

    private string PatternText(SyntaxNode node, string operation) => (node, BindAny(node).Value) switch
    {
        (LiteralSyntax or TemplateSyntax, ConstantOperand { Value: { Kind: ConstantKind.String } text }) => text.String,
        (TemplateSyntax template, _) =>
            throw source.Error($"the value of {operation} expression template variable {{{template.Name}}} is not string", node.Start),
        _ => throw source.Error(
            $"{operation} pattern should be a string literal or template variable, got: {source.Slice(node.Start, node.End)}", node.Start),
    };
}
