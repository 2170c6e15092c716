using Milvus.Client.Filters;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Conditions;

// The comparisons.
internal sealed partial class ConditionTranslator
{
    private const string UseVariableAlone = "Assign the value to a variable before, and use the variable in the block.";

    private string Compare(ConditionNode.Comparison comparison)
    {
        if (comparison is { Left: ConditionNode.Value, Right: ConditionNode.Value })
        {
            throw errors.Create(comparison.At, "it compares two values, and is the same for all rows", "Compare a field: $_.name.");
        }

        return comparison.Operator.Kind switch
        {
            ComparisonKind.Equality or ComparisonKind.Order => CompareValues(comparison),
            ComparisonKind.Like => CompareLike(comparison),
            ComparisonKind.Match => CompareMatch(comparison),
            ComparisonKind.Contains => CompareMembership(comparison, comparison.Left, comparison.Right),
            _ => CompareMembership(comparison, comparison.Right, comparison.Left),
        };
    }

    private string CompareValues(ConditionNode.Comparison comparison)
    {
        var (left, right) = (comparison.Left, comparison.Right);
        var symbol = comparison.Operator.Symbol;
        if (left is ConditionNode.Value first)
        {
            return first.Content is null
                ? CompareNull(comparison, right)
                : WriteValue(first, Describe(right), comparison, comparison.Operator.Swapped, isFirst: true)
                    + $" {symbol} {WriteComputed(right)}";
        }

        if (right is ConditionNode.Value second)
        {
            return second.Content is null
                ? CompareNull(comparison, left)
                : $"{WriteComputed(left)} {symbol} {WriteValue(second, Describe(left), comparison, symbol, isFirst: false)}";
        }

        if (Describe(left).Family is FieldFamily.Text)
        {
            NoteCase(comparison);
        }

        return $"{WriteComputed(left)} {symbol} {WriteComputed(right)}";
    }

    private string CompareNull(ConditionNode.Comparison comparison, ConditionNode other)
    {
        if (comparison.Operator.Kind is not ComparisonKind.Equality)
        {
            throw errors.Create(comparison.At, "null has no order", "Use -eq $null or -ne $null.");
        }

        if (other is not ConditionNode.Member member)
        {
            throw errors.Create(comparison.At, "only a field can be null", "Compare the field itself: $_.name -eq $null.");
        }

        return $"{Write(member)} {(comparison.Operator.IsNegated ? "is not null" : "is null")}";
    }

    private string CompareLike(ConditionNode.Comparison comparison)
    {
        var pattern = ReadPattern(comparison);
        var text = LikeText.Translate(pattern, out var hasWildcard) ?? throw errors.Create(
            comparison.Right.At, "patterns of the filter language have no sets in brackets", "Use -cmatch with a regular expression.");
        if (hasWildcard && !LikeText.IsPlainPrefix(text) && !hasAllPatterns)
        {
            throw errors.Create(
                comparison.Right.At,
                "this server takes the wildcards of other patterns than 'text*' literally, and would find other rows",
                "Use a pattern such as 'text*', or filter the rows with Where-Object. Milvus 2.5 and later have all patterns.");
        }

        var left = WriteText(comparison);
        var literal = FilterLiteral.Write(text, comparison.Right.At.Text);
        return !hasWildcard ? $"{left} {(comparison.Operator.IsNegated ? "!=" : "==")} {literal}"
            : comparison.Operator.IsNegated ? $"not ({left} like {literal})"
            : $"{left} like {literal}";
    }

    private string CompareMatch(ConditionNode.Comparison comparison)
    {
        var pattern = ReadPattern(comparison);
        FirstMatch ??= comparison.At;
        return $"{WriteText(comparison)} {comparison.Operator.Symbol} {FilterLiteral.Write(pattern, comparison.Right.At.Text)}";
    }

    private string WriteText(ConditionNode.Comparison comparison)
    {
        NoteCase(comparison);
        return comparison.Left is ConditionNode.Member member && Describe(member).Family is FieldFamily.Text or FieldFamily.Json
            ? WriteComputed(comparison.Left)
            : throw errors.Create(comparison.Left.At, "only texts are compared with patterns", "Compare numbers with -eq, -lt or -gt.");
    }

    private string ReadPattern(ConditionNode.Comparison comparison) =>
        comparison.Right is ConditionNode.Value { Content: string pattern }
            ? pattern
            : throw errors.Create(comparison.Right.At, "a pattern is a text", "Write the text or a variable on the right side.");

    // A value in a list: one of both is the field.
    private string CompareMembership(ConditionNode.Comparison comparison, ConditionNode list, ConditionNode item)
    {
        if (list is ConditionNode.Value values)
        {
            var type = Describe(item);
            var items = values.Content as object?[] ?? [values.Content];
            var literals = items.Select(single => WriteValue(values with { Content = single }, type, comparison, "==", isFirst: false));
            return $"{WriteComputed(item)} {comparison.Operator.Symbol} [{string.Join(", ", literals)}]";
        }

        var container = Describe(list);
        if (
            item is not ConditionNode.Value value
            || list is not ConditionNode.Member member
            || container.Family is not (FieldFamily.Array or FieldFamily.Json))
        {
            throw errors.Create(
                comparison.At, "one side is a list, the other one a value", "Use $_.field -cin $list or $_.array -ccontains $value.");
        }

        var element = container.Field is { } field && container.IsList
            ? new OperandType(FieldTypes.Of(field.ElementType).Family, field, IsElement: true)
            : new OperandType(FieldFamily.Json);
        var function = container.IsList ? "array_contains" : "json_contains";
        var call = $"{function}({Write(member)}, {WriteValue(value, element, comparison, "==", isFirst: false)})";
        return comparison.Operator.IsNegated ? $"not ({call})" : call;
    }

    // A value that is compared with an operand of this type. The symbol is that of a comparison with the value on its right.
    private string WriteValue(
        ConditionNode.Value value, OperandType type, ConditionNode.Comparison comparison, string symbol, bool isFirst)
    {
        var converted = ValueConversion.Convert(value.Content, type, symbol, isFirst, out var reason);
        if (reason is not null)
        {
            throw errors.Create(comparison.At, reason.Why, reason.Advice);
        }

        if (converted is string && type.Family is not (FieldFamily.Time or FieldFamily.Integer or FieldFamily.Float))
        {
            NoteCase(comparison);
        }

        if (value.Content is DateTime or DateTimeOffset && type.Family is FieldFamily.Text or FieldFamily.Json)
        {
            var date = PlainText.ToText(value.Content);
            Warnings.Add($"'{comparison.At.Text}' compares texts: the date is '{date}', and dates that are stored in another form do "
                + "not compare as dates. Use the stored form, for example $date.ToString('yyyy-MM-ddTHH:mm:ssZ').");
        }

        var place = new FilterPlace(TakesList: false, type.Field, type.IsElement);
        return FilterLiteral.Write(FilterValue.Convert(converted, value.At.Text, place), value.At.Text);
    }

    private void NoteCase(ConditionNode.Comparison comparison)
    {
        if (!comparison.Operator.IsCaseSensitive)
        {
            ComparedByCase.Add(comparison.Operator.Name);
        }
    }
}
