using System.Text;
using Milvus.Client.Filters;
using Milvus.Completion;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;
using Milvus.Names;

namespace Milvus.Conditions;

// The operands of comparisons: fields, keys, elements, computed numbers.
internal sealed partial class ConditionTranslator
{
    private const string DynamicField = "$meta";

    private static readonly string[] _lengths = ["Count", "Length"];

    private OperandType Describe(ConditionNode node)
    {
        switch (node)
        {
            case ConditionNode.Member member:
                var field = FindField(member);
                if (field is null || FieldTypes.Of(field.Type).Family is FieldFamily.Json)
                {
                    return new OperandType(FieldFamily.Json, field, IsElement: true);
                }

                return IsLength(member, field) ? new OperandType(FieldFamily.Integer)
                    : member.Path.Count == 2 ? new OperandType(FieldTypes.Of(field.ElementType).Family, field, IsElement: true)
                    : new OperandType(FieldTypes.Of(field.Type).Family, field);
            case ConditionNode.Arithmetic { Left: var left, Right: var right }:
                var families = new[] { Describe(left).Family, Describe(right).Family };
                return families.Contains(FieldFamily.Json) ? new OperandType(FieldFamily.Json)
                    : families.Contains(FieldFamily.Float) || IsFraction(left) || IsFraction(right) ? new OperandType(FieldFamily.Float)
                    : new OperandType(FieldFamily.Integer);
            case ConditionNode.Signed { Operand: var operand }:
                return new OperandType(Describe(operand).Family);
            default:
                return default;
        }
    }

    private static bool IsFraction(ConditionNode node) => node is ConditionNode.Value { Content: float or double or decimal or Half };

    // Null for a dynamic key.
    private Field? FindField(ConditionNode.Member member)
    {
        var name = (string)member.Path[0];
        if (IsDynamicField(member))
        {
            CheckCount(member);
            return null;
        }

        var fields = schema.Field.Where(field => !field.IsDynamic).ToList();
        var found = fields.FirstOrDefault(field => field.Name == name);
        if (found is null)
        {
            var similar = fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            found = similar.Count == 1 ? similar[0] : null;
        }

        if (found is null)
        {
            var near = NearName.Find(name, fields.Select(field => field.Name));
            if (!schema.EnableDynamicField)
            {
                throw errors.Create(
                    member.At,
                    $"collection {schema.Name} has no field '{name}'",
                    near is null ? $"Its fields are {string.Join(", ", fields)}." : $"Did you mean $_.{near}?");
            }

            if (near is not null)
            {
                Warnings.Add(
                    $"-Where: '{name}' is not a field of {schema.Name}, but a dynamic key. Did you mean {near}? "
                        + $"$_.'{DynamicField}'.{name} is the key in any case.");
            }

            CheckCount(member);
            return null;
        }

        CheckPath(member, found);
        return found;
    }

    // A path can begin with the dynamic field itself.
    private bool IsDynamicField(ConditionNode.Member member) =>
        schema.EnableDynamicField && member.Path.Count > 1 && (string)member.Path[0] == DynamicField;

    // In PowerShell, .Count of a list is its length, and in a filter it would be a key of JSON, which no row has.
    private void CheckCount(ConditionNode.Member member)
    {
        if (member.Path.Count > 1 && IsLengthWord(member.Path[^1]) && !member.At.Text.EndsWith(']'))
        {
            var owner = Write(member with { Path = [.. member.Path.SkipLast(1)] });
            throw errors.Create(
                member.At,
                $"in JSON, {member.Path[^1]} can be the number of elements or a key",
                $"Use ['{member.Path[^1]}'] for the key, and -Filter 'array_length({owner}) == 2' for the number of elements.");
        }
    }

    private void CheckPath(ConditionNode.Member member, Field field)
    {
        var depth = member.Path.Count;
        switch (FieldTypes.Of(field.Type).Family)
        {
            case FieldFamily.Json:
                CheckCount(member);
                return;
            case FieldFamily.Array when depth == 1 || IsLength(member, field) || (depth == 2 && member.Path[1] is long):
            case FieldFamily.Boolean or FieldFamily.Integer or FieldFamily.Float or FieldFamily.Text or FieldFamily.Time when depth == 1:
                return;
            case FieldFamily.Text when IsLengthWord(member.Path[1]):
                throw errors.Create(member.At, "a filter cannot compute the length of a text", "Use -clike '?????*' for a minimum length.");
            case FieldFamily.Boolean or FieldFamily.Integer or FieldFamily.Float or FieldFamily.Text or FieldFamily.Time:
                throw errors.Create(member.At, $"{field.Name} is a {field.Type} without members", $"Use $_.{field.Name}.");
            case FieldFamily.Array:
                throw errors.Create(
                    member.At, $"{field.Name} is an array", $"Use $_.{field.Name}[0], $_.{field.Name}.Count or -ccontains.");
            case FieldFamily.Shape:
                throw errors.Create(member.At, $"{field.Name} is a {field.Type}, which has no operators", UseFilter);
            default:
                throw errors.Create(
                    member.At,
                    $"{field.Name} is a {field.Type}, which no filter compares",
                    VectorTypes.All.Contains(field.Type)
                        ? $"Search-MilvusEntity {NameCompleter.Quote(schema.Name)} finds the rows whose vectors are near."
                        : "Compare other fields.");
        }
    }

    private static bool IsLength(ConditionNode.Member member, Field field) =>
        member.Path.Count == 2 && IsLengthWord(member.Path[1]) && FieldTypes.Of(field.Type).Family is FieldFamily.Array;

    private static bool IsLengthWord(object word) => word is string text && _lengths.Contains(text, StringComparer.OrdinalIgnoreCase);

    private string Write(ConditionNode.Member member)
    {
        var field = FindField(member);
        if (field is not null && IsLength(member, field))
        {
            return $"array_length({field.Name})";
        }

        var text = new StringBuilder(field?.Name ?? DynamicField);
        foreach (var step in member.Path.Skip(field is null && !IsDynamicField(member) ? 0 : 1))
        {
            text.Append('[').Append(FilterLiteral.Write(step, "$_")).Append(']');
        }

        if (member.Path.Any(step => step is < 0L))
        {
            throw errors.Create(member.At, "a filter counts elements from the first one", "Use positions from 0.");
        }

        return text.ToString();
    }

    // An operand that is a field or computed from fields.
    private string WriteComputed(ConditionNode node) => node switch
    {
        ConditionNode.Member member => Describe(member).IsList
            ? throw errors.Create(member.At, "a filter does not compare whole arrays", "Use -ccontains, or an element: [0].")
            : Write(member),
        ConditionNode.Signed signed => $"{signed.Symbol}{WriteNumber(signed.Operand)}",
        // Bitwise operators bind less than comparisons.
        ConditionNode.Arithmetic { Symbol: "&" or "|" or "^" or "<<" or ">>" } bits => $"({WriteArithmetic(bits)})",
        ConditionNode.Arithmetic arithmetic => WriteArithmetic(arithmetic),
        _ => throw errors.Create(node.At, "a condition is not a value", "Combine conditions with -and, -or and -not."),
    };

    private string WriteArithmetic(ConditionNode.Arithmetic arithmetic)
    {
        if (
            arithmetic.Symbol == "/"
            && Describe(arithmetic.Left).Family is not FieldFamily.Float
            && Describe(arithmetic.Right).Family is not FieldFamily.Float
            && !IsFraction(arithmetic.Left)
            && !IsFraction(arithmetic.Right))
        {
            throw errors.Create(
                arithmetic.At,
                "a filter divides whole numbers without a remainder, PowerShell with fractions",
                "Divide by a number with a fraction, $_.n / 2.0, or multiply the other side.");
        }

        return $"{WriteNumber(arithmetic.Left)} {arithmetic.Symbol} {WriteNumber(arithmetic.Right)}";
    }

    private string WriteNumber(ConditionNode node)
    {
        if (node is ConditionNode.Value value)
        {
            return Numbers.IsNumber(value.Content)
                ? FilterLiteral.Write(value.Content, value.At.Text)
                : throw errors.Create(node.At, "a filter computes only with numbers", UseVariableAlone);
        }

        if (Describe(node).Family is not (FieldFamily.Integer or FieldFamily.Float or FieldFamily.Json))
        {
            throw errors.Create(node.At, "a filter computes only with numbers", UseFilter);
        }

        return WriteComputed(node) is var text && (node is ConditionNode.Member || text.StartsWith('(')) ? text : $"({text})";
    }
}
