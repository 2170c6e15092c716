using System.Globalization;
using Milvus.Core.Types;

namespace Milvus.Completion;

/// <summary>What index types, metrics and parameters are, in one line.</summary>
internal static class SettingDescriptions
{
    /// <summary>An index type: its fields, metrics and build parameters.</summary>
    internal static string Describe(IndexType type) => Join(
        ("for", type.Name == IndexTypes.Auto ? ["fields of all types"] : type.Fields.Select(field => field.ToString())),
        ("metrics", type.Metrics),
        ("parameters", type.GetParameters(ParameterPhase.Build).Select(rule => rule.Name).Distinct()),
        ("only on", type.IsOfEngine ? [] : ["servers"]));

    /// <summary>A metric: its fields, and which scores are near.</summary>
    internal static string Describe(MetricType metric) => Join(
        (metric.IsSimilarity ? "higher is nearer" : "lower is nearer", []),
        ("for", metric.Fields.Select(field => field.ToString())),
        ("for lists of", metric.Fields.Count > 0 ? [] : metric.Elements.Select(element => element.ToString())));

    /// <summary>A parameter: its valid values and its default.</summary>
    internal static string Describe(ParameterRule rule)
    {
        var values = rule.Kind switch
        {
            ParameterKind.Integer => $"a whole number {Range(rule)}",
            ParameterKind.Number => $"a number {Range(rule)}",
            ParameterKind.Boolean => "true or false",
            ParameterKind.Choice => string.Join(", ", rule.Choices),
            ParameterKind.Divisor => "a whole number that divides the dimension",
            _ => "checked by the server",
        };
        return $"{rule.Name}: {values}{DescribeDefault(rule)}";
    }

    // The engine and Milvus can have other defaults.
    private static string DescribeDefault(ParameterRule rule) => (rule.Default, rule.GetDefault(isOfEngine: false)) switch
    {
        ({ } engine, { } milvus) when engine != milvus =>
            string.Create(CultureInfo.InvariantCulture, $"; default {milvus}, in the embedded engine {engine}"),
        (_, { } milvus) => string.Create(CultureInfo.InvariantCulture, $"; default {milvus}"),
        _ => string.Empty,
    };

    private static string Range(ParameterRule rule) => rule.High >= int.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"of at least {(float)rule.Low}")
        : string.Create(CultureInfo.InvariantCulture, $"from {(float)rule.Low} to {(float)rule.High}");

    private static string Join(params (string Title, IEnumerable<string> Items)[] parts) => string.Join(
        "; ",
        parts
            .Select(part => (part.Title, Text: string.Join(", ", part.Items)))
            .Where(part => part.Text.Length > 0 || part.Title.EndsWith("nearer", StringComparison.Ordinal))
            .Select(part => $"{part.Title} {part.Text}".TrimEnd()));
}
