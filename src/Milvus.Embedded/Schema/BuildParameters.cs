using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>
/// Validates the build parameters of an index by the rules of its type. As in Milvus, missing parameters get defaults and unknown ones are
/// ignored.
/// </summary>
internal static class BuildParameters
{
    public static void Check(IndexType type, FieldSchema field, IReadOnlyList<KeyValuePair> parameters)
    {
        var rules = type.GetParameters(ParameterPhase.Build).ToList();
        if (rules.Find(rule => rule.MissingRefusal is not null && parameters.Find(rule.Name) is null) is { } missing)
        {
            throw MilvusError.Missing(missing.MissingRefusal!);
        }

        foreach (var rule in rules)
        {
            if (rule.Metric is null || rule.Metric == parameters.Find("metric_type"))
            {
                Check(rule, field, parameters);
            }
        }

        CheckSpan(type.Span, parameters);
        if (Dimension(field) is { } dimension && dimension % type.DimensionStep != 0)
        {
            throw MilvusError.Parameter("The dimension of a vector (dim) should be a multiple of sub_dim."
                + $" Dimension:{dimension}, sub_dim:{type.DimensionStep}");
        }
    }

    private static void Check(ParameterRule rule, FieldSchema field, IReadOnlyList<KeyValuePair> parameters)
    {
        var text = parameters.Find(rule.Name);
        if (rule.Kind == ParameterKind.Divisor)
        {
            CheckDivisor(rule, field, text is null ? (long)rule.Default!.Value : Parse(text));
            return;
        }

        if (text is null)
        {
            return;
        }

        switch (rule.Kind)
        {
            case ParameterKind.Integer:
                CheckInteger(rule, text);
                break;
            case ParameterKind.Number:
                CheckNumber(rule, text);
                break;
            case ParameterKind.Boolean when !bool.TryParse(text, out _):
                throw MilvusError.Parameter($"Type conflict in json: param '{rule.Name}' (\"{text}\") should be a boolean");
            case ParameterKind.Choice when !rule.Choices.Contains(
                text, rule.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal):
                throw MilvusError.Parameter(string.Format(
                    CultureInfo.InvariantCulture,
                    rule.Refusal!,
                    rule.Name,
                    text,
                    string.Join(' ', rule.Choices),
                    string.Join(", ", rule.Choices),
                    rule.Metric));
            default:
                break;
        }
    }

    private static void CheckDivisor(ParameterRule rule, FieldSchema field, long? parts)
    {
        if (parts is { } divisor && Dimension(field) is { } dimension && dimension % divisor != 0)
        {
            throw MilvusError.Parameter(string.Format(CultureInfo.InvariantCulture, rule.Refusal!, dimension, divisor));
        }
    }

    private static void CheckInteger(ParameterRule rule, string text)
    {
        if (Parse(text) is not { } number)
        {
            throw MilvusError.Parameter(
                rule.KindRefusal is { } refusal ? string.Format(CultureInfo.InvariantCulture, refusal, rule.Name, text)
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                    ? $"wrong data type in json, key: '{rule.Name}', value: '{text}'"
                : $"invalid integer value, key: '{rule.Name}', value: '{text}'");
        }

        if (rule.FindFault(number, text) is { } fault)
        {
            throw MilvusError.Parameter(fault);
        }
    }

    private static void CheckNumber(ParameterRule rule, string text)
    {
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw MilvusError.Parameter($"Type conflict in json: param '{rule.Name}' (\"{text}\") should be a number");
        }

        if (rule.FindFault(number, text) is { } fault)
        {
            throw MilvusError.Parameter(fault);
        }
    }

    private static void CheckSpan(ParameterSpan? span, IReadOnlyList<KeyValuePair> parameters)
    {
        if (span is null || parameters.Find(span.From) is not { } low || parameters.Find(span.To) is not { } high)
        {
            return;
        }

        var from = Parse(low)!.Value;
        var to = Parse(high)!.Value;
        if (from < span.Least || to < span.Least || from > to)
        {
            throw MilvusError.Parameter(string.Format(CultureInfo.InvariantCulture, span.Refusal, from, to));
        }
    }

    private static long? Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Dimension(FieldSchema field) => field.TypeParams.Find("dim") is { } text ? Parse(text) : null;
}
