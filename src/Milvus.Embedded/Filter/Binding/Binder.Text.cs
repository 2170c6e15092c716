using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Embedded.Text.Analysis;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private const int MaximumMinimum = 1000;

    private TextMatchPlan BindTextMatch(CallSyntax node)
    {
        if (node.Arguments.Count is not (2 or 3))
        {
            RequireArguments(node, 2);
        }

        var field = FindMatchField(node, "text match");
        var tokens = ReadQueryTokens(node, field);
        var minimum = node.Arguments.Count == 2 ? 1 : ReadMinimum(node.Arguments[2]);
        return new TextMatchPlan(field, [.. tokens.Select(token => token.Term)], minimum);
    }

    private PhraseMatchPlan BindPhraseMatch(CallSyntax node)
    {
        if (node.Arguments.Count is not (2 or 3))
        {
            RequireArguments(node, 2);
        }

        var field = FindMatchField(node, "phrase match");
        var tokens = ReadQueryTokens(node, field);
        return new PhraseMatchPlan(field, tokens, node.Arguments.Count == 2 ? 0 : ReadSlop(node.Arguments[2]));
    }

    private FieldSchema FindMatchField(CallSyntax node, string operation)
    {
        if (node.Arguments[0] is not PathSyntax { Path.Count: 0 } path || path.Name.StartsWith("$[", StringComparison.Ordinal))
        {
            throw source.CreateError($"{operation} takes the name of a field first", node.Arguments[0].Start);
        }

        if (FindField(path) is not { DataType: DataType.VarChar or DataType.Text } field)
        {
            throw source.CreateError($"{operation} operation on non-string is unsupported", path.Start);
        }

        return field.HasMatch()
            ? field
            : throw source.CreateError($"field \"{field.Name}\" does not enable match", path.Start);
    }

    private List<TextToken> ReadQueryTokens(CallSyntax node, FieldSchema field)
    {
        var text = node.Arguments[1];
        return text is not NamedArgumentSyntax && BindAny(text).Value is ConstantOperand { Value: { Kind: ConstantKind.String } value }
            ? FieldAnalyzers.Of(field).Find(null).Analyze(value.String)
            : throw source.CreateError($"{node.Name.ToLowerInvariant()} query should be a string literal or template variable, got: "
                + $"{source.Slice(text.Start, text.End)}", text.Start);
    }

    private int ReadMinimum(SyntaxNode node)
    {
        if (node is not NamedArgumentSyntax { Value: var given } named
            || !named.Name.Equals("minimum_should_match", StringComparison.OrdinalIgnoreCase))
        {
            throw source.CreateError(
                $"text match takes minimum_should_match=… as its option, got: {source.Slice(node.Start, node.End)}",
                node.Start);
        }

        if (BindAny(given).Value is not ConstantOperand { Value: { Kind: ConstantKind.Int64 } number })
        {
            throw source.CreateError("minimum_should_match should be a const integer expression", node.Start);
        }

        return number.Int64 switch
        {
            < 1 => throw source.CreateError($"minimum_should_match should be >= 1, got {number.Int64}", node.Start),
            > MaximumMinimum => throw source.CreateError(
                $"minimum_should_match should be <= {MaximumMinimum}, got {number.Int64}",
                node.Start),
            var minimum => (int)minimum,
        };
    }

    private uint ReadSlop(SyntaxNode node)
    {
        var given = source.Slice(node.Start, node.End);
        if (node is NamedArgumentSyntax || BindAny(node).Value is not ConstantOperand { Value: { Kind: ConstantKind.Int64 } number })
        {
            throw source.CreateError(
                $"\"slop\" should be a const integer expression with \"uint32\" value. \"slop\" expression passed: {given}",
                node.Start);
        }

        return number.Int64 switch
        {
            < 0 => throw source.CreateError($"\"slop\" should not be a negative interger. \"slop\" passed: {given}", node.Start),
            > uint.MaxValue => throw source.CreateError(
                $"\"slop\" exceeds the range of \"uint32\". \"slop\" expression passed: {given}",
                node.Start),
            var slop => (uint)slop,
        };
    }
}
