using System.Management.Automation.Language;
using System.Reflection;
using System.Runtime.CompilerServices;
using Milvus.Core.Marshalling.Values;
using Milvus.Values;

namespace Milvus.Conditions;

/// <summary>
/// Reads the syntax tree of a script block. Only what has a translation is accepted, and nothing is run: the only values from outside are
/// those of variables.
/// </summary>
/// <param name="variables">Reads variables.</param>
/// <param name="errors">Creates the errors of this block.</param>
internal sealed partial class ConditionParser(VariableSource variables, ConditionErrors errors)
{
    private const string OneCondition = "Write one condition, for example { $_.price -lt 10 -and $_.color -in 'red', 'blue' }.";
    private const string UseOperators = "Compare the field itself: -ceq, -lt, -clike, -cmatch, -cin, -ccontains.";
    private const string UseVariable = "Assign the value to a variable before, and use the variable in the block.";

    // Whether a pipeline ends with &. The reference assembly of PowerShell is older.
    private static readonly PropertyInfo? _background = typeof(PipelineAst).GetProperty("Background");

    /// <exception cref="MilvusException">A part of the block has no translation.</exception>
    internal ConditionNode Parse(ScriptBlockAst block)
    {
        if (block.ParamBlock is not null || block is not { BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null })
        {
            throw errors.Create(block.Extent, "it has parameters or named blocks", OneCondition);
        }

        return block.EndBlock is { Traps: null or { Count: 0 }, Statements: [var statement] }
            ? ParseExpression(Expression(statement))
            : throw errors.Create(block.Extent, "it is not a single condition", OneCondition);
    }

    private ExpressionAst Expression(StatementAst statement)
    {
        if (
            statement is PipelineAst { PipelineElements: [CommandExpressionAst { Redirections.Count: 0 } only] } pipeline
            && _background?.GetValue(pipeline) is not true)
        {
            return only.Expression;
        }

        var isCommand = statement is PipelineAst { PipelineElements: [CommandAst, ..] };
        throw errors.Create(
            statement.Extent,
            isCommand ? "a filter cannot run commands" : "it is not a condition",
            isCommand ? UseVariable : OneCondition);
    }

    private ConditionNode ParseExpression(ExpressionAst expression)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw errors.Create(expression.Extent, "it is nested too deeply", "Compare with a list instead: $_.id -in $ids.");
        }

        return expression switch
        {
            ParenExpressionAst paren => ParseExpression(Expression(paren.Pipeline)),
            BinaryExpressionAst binary => ParseBinary(binary),
            UnaryExpressionAst unary => ParseUnary(unary),
            _ => ParseOperand(expression),
        };
    }

    // An operand as it is used: a value is one that a filter can contain.
    private ConditionNode Finish(ConditionNode node)
    {
        if (node is not ConditionNode.Value value)
        {
            return node;
        }

        return ValueTypes.TryConvert(value.Content, out var plain)
            ? value with { Content = plain }
            : throw errors.Create(
                node.At,
                $"a filter cannot contain {ValueNames.Describe(PlainObject.Of(value.Content))}",
                "Compare with a text, a number, a boolean, a time, or a list of them.");
    }

    private ConditionNode ParseBinary(BinaryExpressionAst binary)
    {
        switch (binary.Operator)
        {
            case TokenKind.And:
                return new ConditionNode.Logic(binary.Extent, "and", ParseExpression(binary.Left), ParseExpression(binary.Right));
            case TokenKind.Or:
                return new ConditionNode.Logic(binary.Extent, "or", ParseExpression(binary.Left), ParseExpression(binary.Right));
            case TokenKind.DotDot:
                return ParseRange(binary);
        }

        if (binary.Operator is TokenKind.Is or TokenKind.IsNot)
        {
            throw errors.Create(
                binary.Extent, $"the filter language has no {binary.ErrorPosition.Text}", FindAlternative(binary.Operator));
        }

        var left = Finish(ParseExpression(binary.Left));
        var right = Finish(ParseExpression(binary.Right));
        if (FindArithmetic(binary.Operator) is { } symbol)
        {
            return ParseArithmetic(binary, symbol, left, right);
        }

        var word = binary.ErrorPosition.Text[1..];
        var comparison = ComparisonOperator.Find(word) ?? throw errors.Create(
            binary.Extent,
            $"the filter language has no {binary.ErrorPosition.Text}",
            FindAlternative(binary.Operator));
        return comparison.IgnoresCase
            ? throw errors.Create(
                binary.Extent,
                "the filter language does not ignore case",
                $"Use -c{comparison.Name}, and compare with each spelling that is needed: -cin 'red', 'Red'.")
            : new ConditionNode.Comparison(binary.Extent, comparison, left, right);
    }

    private static string FindAlternative(TokenKind kind) => kind switch
    {
        TokenKind.Xor => "Use ($a -and -not $b) -or (-not $a -and $b), with the two conditions as $a and $b.",
        TokenKind.Is or TokenKind.IsNot => "A field has the type of its schema. Use -ne $null for rows that have a value.",
        _ => "Use -ceq, -cne, -lt, -le, -gt, -ge, -clike, -cmatch, -cin, -ccontains; combine with -and, -or, -not.",
    };

    private ConditionNode ParseUnary(UnaryExpressionAst unary)
    {
        if (unary.TokenKind is TokenKind.Not or TokenKind.Exclaim)
        {
            return new ConditionNode.Not(unary.Extent, ParseExpression(unary.Child));
        }

        var symbol = unary.TokenKind switch
        {
            TokenKind.Plus => "+",
            TokenKind.Minus => "-",
            TokenKind.Bnot => "~",
            _ => throw errors.Create(unary.Extent, "a filter has no such operator", UseVariable),
        };
        var operand = Finish(ParseExpression(unary.Child));
        return operand switch
        {
            ConditionNode.Value value when symbol != "~" => Fold(unary.Extent, symbol, 0, value.Content),
            _ when symbol == "+" => operand,
            _ => new ConditionNode.Signed(unary.Extent, symbol, operand),
        };
    }

    private ConditionNode ParseArithmetic(BinaryExpressionAst binary, string symbol, ConditionNode left, ConditionNode right) =>
        (left, right) switch
        {
            (ConditionNode.Value x, ConditionNode.Value y) => Fold(binary.Extent, symbol, x.Content, y.Content),
            _ => new ConditionNode.Arithmetic(binary.Extent, symbol, left, right),
        };

    private ConditionNode.Value Fold(IScriptExtent at, string symbol, object? left, object? right) =>
        NumberFolding.Compute(symbol, left, right) is { } result
            ? new ConditionNode.Value(at, result)
            : throw errors.Create(at, "only numbers are computed, within the range of INT64", UseVariable);

    private static string? FindArithmetic(TokenKind token) => token switch
    {
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Multiply => "*",
        TokenKind.Divide => "/",
        TokenKind.Rem => "%",
        TokenKind.Band => "&",
        TokenKind.Bor => "|",
        TokenKind.Bxor => "^",
        TokenKind.Shl => "<<",
        TokenKind.Shr => ">>",
        _ => null,
    };
}
