using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Syntax;

/// <summary>A node of the syntax tree, before names are resolved. The set of subclasses is closed.</summary>
/// <param name="Start">The position of its first character in the text.</param>
/// <param name="End">The position after its last character.</param>
/// <param name="Depth">The depth of the tree below, this node included. It is limited because the later stages are recursive.</param>
internal abstract record SyntaxNode(int Start, int End, int Depth);

internal sealed record LiteralSyntax(Constant Value, int Start, int End) : SyntaxNode(Start, End, 1);

/// <summary>A timestamp, `ISO "…"`, or an interval, `INTERVAL "…"`.</summary>
internal sealed record TimeSyntax(bool IsInterval, string Text, int Start, int End) : SyntaxNode(Start, End, 1);

/// <summary>A template variable, `{name}`.</summary>
internal sealed record TemplateSyntax(string Name, int Start, int End) : SyntaxNode(Start, End, 1);

/// <summary>A field or a dynamic key, with the path that follows it: `a`, `a["b"][0]`, `$meta["k"]`.</summary>
internal sealed record PathSyntax(string Name, IReadOnlyList<PathSegment> Path, int Start, int End)
    : SyntaxNode(Start, End, 1);

internal sealed record ListSyntax(IReadOnlyList<ListElement> Elements, int Start, int End, int Depth)
    : SyntaxNode(Start, End, Depth);

internal sealed record UnarySyntax(TokenKind Operator, SyntaxNode Operand, int Start)
    : SyntaxNode(Start, Operand.End, Operand.Depth + 1);

internal sealed record BinarySyntax(TokenKind Operator, SyntaxNode Left, SyntaxNode Right, int OperatorStart)
    : SyntaxNode(Left.Start, Right.End, Math.Max(Left.Depth, Right.Depth) + 1);

/// <summary>A flat chain of one logical operator, so that ten thousand operands are not ten thousand levels deep.</summary>
internal sealed record LogicalSyntax(TokenKind Operator, IReadOnlyList<SyntaxNode> Operands, int Start, int End)
    : SyntaxNode(Start, End, Operands.Max(operand => operand.Depth) + 1);

/// <summary>`1 &lt; a &lt;= 5`, or the same with greater-than. The bounds are in ascending order.</summary>
internal sealed record RangeSyntax(
    SyntaxNode Lower, bool LowerInclusive, PathSyntax Operand, SyntaxNode Upper, bool UpperInclusive, int Start, int End)
    : SyntaxNode(Start, End, Math.Max(Lower.Depth, Upper.Depth) + 1);

internal sealed record InSyntax(SyntaxNode Operand, SyntaxNode List, bool Negated)
    : SyntaxNode(Operand.Start, List.End, Math.Max(Operand.Depth, List.Depth) + 1);

internal sealed record LikeSyntax(SyntaxNode Operand, SyntaxNode Pattern)
    : SyntaxNode(Operand.Start, Pattern.End, Operand.Depth + 1);

/// <summary>`text =~ "…"`, or its negation with `!~`.</summary>
internal sealed record RegexSyntax(SyntaxNode Operand, SyntaxNode Pattern, bool Negated)
    : SyntaxNode(Operand.Start, Pattern.End, Operand.Depth + 1);

internal sealed record NullTestSyntax(PathSyntax Operand, bool Negated, int End)
    : SyntaxNode(Operand.Start, End, Operand.Depth + 1);

internal sealed record ExistsSyntax(SyntaxNode Operand, int Start) : SyntaxNode(Start, Operand.End, Operand.Depth + 1);

/// <summary>A named argument, `name=value`.</summary>
internal sealed record NamedArgumentSyntax(string Name, SyntaxNode Value, int Start) : SyntaxNode(Start, Value.End, Value.Depth + 1);

internal sealed record CallSyntax(string Name, IReadOnlyList<SyntaxNode> Arguments, int Start, int End, int Depth)
    : SyntaxNode(Start, End, Depth);
