using System.Management.Automation;
using System.Management.Automation.Language;

namespace Milvus.Conditions;

// The operands: properties of the row, constants, variables, and lists of them.
internal sealed partial class ConditionParser
{
    private const int MaxRange = 16_384;

    // What can be written instead of a method, by its name.
    private static readonly Dictionary<string, string> _insteadOfMethods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StartsWith"] = "Use -clike 'text*'.",
        ["EndsWith"] = "Use -clike '*text'.",
        ["Contains"] = "Use -clike '*text*' for a text, and -ccontains for a list.",
        ["ContainsKey"] = "Use -ne $null.",
        ["Equals"] = "Use -ceq.",
        ["IndexOf"] = "Use -clike '*text*'.",
        ["IsMatch"] = "Use -cmatch.",
        ["ToLower"] = "Compare with each spelling that is needed: -cin 'red', 'Red'.",
        ["ToUpper"] = "Compare with each spelling that is needed: -cin 'red', 'Red'.",
    };

    private ConditionNode ParseOperand(ExpressionAst expression) => expression switch
    {
        ParenExpressionAst or BinaryExpressionAst or UnaryExpressionAst => ParseExpression(expression),
        VariableExpressionAst variable => ParseVariable(variable),
        UsingExpressionAst outside => new ConditionNode.Value(
            outside.Extent,
            variables.TryRead(outside, out var value) ? value : throw CreateMissing(outside.Extent)),
        ExpandableStringExpressionAst text => ParseText(text),
        ConstantExpressionAst constant => new ConditionNode.Value(constant.Extent, constant.Value),
        InvokeMemberExpressionAst call => throw errors.Create(
            call.Extent,
            "a filter cannot call methods",
            !call.FindAll(node => node is ExpressionAst part && IsRow(part), searchNestedScriptBlocks: false).Any() ? UseVariable
                : _insteadOfMethods.GetValueOrDefault((call.Member as StringConstantExpressionAst)?.Value ?? string.Empty, UseOperators)),
        MemberExpressionAst { Static: true } member => ParseStatic(member),
        MemberExpressionAst member => ParseStep(member.Expression, member.Member, member.Extent),
        IndexExpressionAst index => ParseStep(index.Target, index.Index, index.Extent),
        ConvertExpressionAst cast => ParseCast(cast),
        ArrayLiteralAst list => new ConditionNode.Value(list.Extent, list.Elements.Select(ParseItem).ToArray()),
        ArrayExpressionAst list => new ConditionNode.Value(list.Extent, ParseList(list)),
        _ => throw errors.Create(expression.Extent, "it has no counterpart in the filter language", UseVariable),
    };

    private ConditionNode ParseVariable(VariableExpressionAst variable)
    {
        if (IsRow(variable))
        {
            throw errors.Create(variable.Extent, "it is the whole row", "Compare one of its fields: $_.name.");
        }

        if (variable.Splatted)
        {
            throw errors.Create(variable.Extent, "a filter has no splatting", $"Use ${variable.VariablePath.UserPath}.");
        }

        return new ConditionNode.Value(
            variable.Extent,
            variables.TryRead(variable, out var value) ? value : throw CreateMissing(variable.Extent));
    }

    // PowerShell would silently compare with null.
    private MilvusException CreateMissing(IScriptExtent at) => errors.Create(
        at,
        "this variable does not exist",
        variables.IsForeign
            ? "Pass the block with its local variables to the module: { … }.GetNewClosure()."
            : "Check its name, or assign a value to it before. $_ is the row.");

    private static bool IsRow(ExpressionAst expression) =>
        expression is VariableExpressionAst { Splatted: false } variable
        && (variable.VariablePath.UserPath == "_"
            || variable.VariablePath.UserPath.Equals("PSItem", StringComparison.OrdinalIgnoreCase));

    // A member, or an index in brackets, of the row or of a variable.
    private ConditionNode ParseStep(ExpressionAst target, CommandElementAst step, IScriptExtent at)
    {
        var key = step is ExpressionAst expression && Finish(ParseOperand(expression)) is ConditionNode.Value value ? value.Content : null;
        if (key is int or short or byte or sbyte or ushort or uint)
        {
            key = Convert.ToInt64(key, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (key is not (string or long))
        {
            throw errors.Create(step.Extent, "a member is a name or a position", "Use $_.name, $_.list[0] or $_.json['key'].");
        }

        if (IsRow(target))
        {
            return key is string
                ? new ConditionNode.Member(at, [key])
                : throw errors.Create(at, "a row has names, not positions", "Use $_.name.");
        }

        return ParseOperand(target) switch
        {
            ConditionNode.Member { Path: var path } => new ConditionNode.Member(at, [.. path, key]),
            ConditionNode.Value { Content: var content } => new ConditionNode.Value(
                at,
                ValueMembers.TryRead(content, key, out var found) ? found : throw errors.Create(at, "there is no such value", UseVariable)),
            _ => throw errors.Create(at, "it is not a member of the row or of a variable", UseVariable),
        };
    }

    private ConditionNode.Value ParseStatic(MemberExpressionAst member)
    {
        var type = (member.Expression as TypeExpressionAst)?.TypeName.GetReflectionType();
        var name = (member.Member as StringConstantExpressionAst)?.Value;
        return type is not null && name is not null && ValueMembers.TryReadStatic(type, name, out var value)
            ? new ConditionNode.Value(member.Extent, value)
            : throw errors.Create(member.Extent, "only values of enumerations and constants are read", UseVariable);
    }

    private ConditionNode.Value ParseCast(ConvertExpressionAst cast)
    {
        if (Finish(ParseOperand(cast.Child)) is not ConditionNode.Value { Content: var content })
        {
            throw errors.Create(
                cast.Extent, "a filter cannot convert a field", "Remove the type: values are converted to the type of the field.");
        }

        if (cast.Type.TypeName.GetReflectionType() is not { } type || !ValueTypes.CanCast(type))
        {
            throw errors.Create(cast.Extent, "only values are converted", UseVariable);
        }

        if (type == typeof(object) || type == typeof(Array) || (type.IsArray && content is null))
        {
            var list = content as object?[] ?? [content];
            return new ConditionNode.Value(cast.Extent, type == typeof(object) ? content : list);
        }

        return LanguagePrimitives.TryConvertTo(content, type, System.Globalization.CultureInfo.InvariantCulture, out var converted)
            ? new ConditionNode.Value(cast.Extent, converted)
            : throw errors.Create(cast.Extent, $"the value is not a {type.Name}", "Correct the value or the type.");
    }

    private object? ParseItem(ExpressionAst item) => Finish(ParseExpression(item)) is ConditionNode.Value value
        ? value.Content
        : throw errors.Create(item.Extent, "a list can only contain values", "Compare the fields separately, and combine with -or.");

    private object?[] ParseList(ArrayExpressionAst list)
    {
        var items = list.SubExpression.Statements.Select(statement => ParseItem(Expression(statement)));
        return [.. items.SelectMany(item => item as object?[] ?? [item])];
    }

    private ConditionNode.Value ParseRange(BinaryExpressionAst range)
    {
        if (
            ParseItem(range.Left) is not { } from
            || ParseItem(range.Right) is not { } to
            || !Core.Marshalling.Values.Numbers.TryInt64(from, out var first)
            || !Core.Marshalling.Values.Numbers.TryInt64(to, out var last))
        {
            throw errors.Create(
                range.Extent, "a range is of whole numbers", "Use two comparisons: $_.price -ge 1.5 -and $_.price -le 4.5.");
        }

        if (Math.Abs((decimal)last - first) >= MaxRange)
        {
            throw errors.Create(
                range.Extent, $"a range has at most {MaxRange:N0} numbers", "Use two comparisons: $_.id -ge 1 -and $_.id -le 100000.");
        }

        var count = (int)Math.Abs(last - first) + 1;
        return new ConditionNode.Value(
            range.Extent,
            Enumerable.Range(0, count).Select(step => (object?)(first <= last ? first + step : first - step)).ToArray());
    }

    // A text with variables in it. The literal parts are parsed again on their own, for their escapes.
    private ConditionNode.Value ParseText(ExpandableStringExpressionAst text)
    {
        if (text.StringConstantType != StringConstantType.DoubleQuoted)
        {
            throw errors.Create(text.Extent, "only texts in double quotes can contain variables", UseVariable);
        }

        var source = text.Extent.Text;
        var parts = new System.Text.StringBuilder();
        var done = 1;
        foreach (var nested in text.NestedExpressions)
        {
            var start = nested.Extent.StartOffset - text.Extent.StartOffset;
            parts.Append(Unescape(source[done..start]));
            parts.Append(LanguagePrimitives.ConvertTo<string>(nested is VariableExpressionAst or UsingExpressionAst
                ? ParseItem(nested)
                : throw errors.Create(nested.Extent, "a text can only contain variables", UseVariable)));
            done = nested.Extent.EndOffset - text.Extent.StartOffset;
        }

        parts.Append(Unescape(source[done..^1]));
        return new ConditionNode.Value(text.Extent, parts.ToString());
    }

    private static string Unescape(string part)
    {
        var parsed = Parser.ParseInput($"\"{part}\"", out _, out _);
        var found = parsed.Find(node => node is StringConstantExpressionAst, searchNestedScriptBlocks: false);
        return (found as StringConstantExpressionAst)?.Value ?? part;
    }
}
