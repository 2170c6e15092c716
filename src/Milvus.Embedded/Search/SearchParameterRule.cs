using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Search;

/// <summary>
/// What one parameter of a search may be. Numbers may be written as texts; true, null, lists and objects are not numbers.
/// </summary>
/// <param name="Name">Of the parameter.</param>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value.</param>
/// <param name="IsWhole">Whether fractions are refused, 16.0 as well.</param>
/// <param name="IsOfCandidates">Whether it may not be below the number of hits.</param>
internal sealed record SearchParameterRule(string Name, double Low, double High, bool IsWhole, bool IsOfCandidates)
{
    public static SearchParameterRule Integer(string name, int low, int high) =>
        new(name, low, high, IsWhole: true, IsOfCandidates: false);

    public static SearchParameterRule Candidates(string name) => new(name, 1, int.MaxValue, IsWhole: true, IsOfCandidates: true);

    public static SearchParameterRule Decimal(string name, float low, float high) =>
        new(name, low, high, IsWhole: false, IsOfCandidates: false);

    /// <summary>Refuses another value than the rule allows; a parameter that is not there is fine.</summary>
    public void Check(IReadOnlyDictionary<string, JsonElement> parameters, int wanted)
    {
        if (!IsWhole)
        {
            if (ReadDecimal(parameters, Name) is { } number && !(number >= (float)Low && number <= (float)High))
            {
                throw MilvusError.Unexpected(string.Create(CultureInfo.InvariantCulture,
                    $"Out of range in json: param '{Name}' ({parameters[Name]}) should be in range [{Low:F6}, {High:F6}]"));
            }
        }
        else if (ReadInteger(parameters) is { } whole)
        {
            if (whole < Low || whole > High)
            {
                throw MilvusError.Unexpected(string.Create(CultureInfo.InvariantCulture,
                    $"Out of range in json: param '{Name}' ({whole}) should be in range [{Low}, {High}]"));
            }

            if (IsOfCandidates && whole < wanted)
            {
                throw MilvusError.Unexpected($"{Name}({whole}) should be larger than k({wanted})");
            }
        }
    }

    public static float? ReadDecimal(IReadOnlyDictionary<string, JsonElement> parameters, string name)
    {
        if (!parameters.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            throw MilvusError.Unexpected($"Type conflict in json: param '{name}' ({value.GetRawText()}) should be a number");
        }

        return float.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw MilvusError.Unexpected($"invalid float value, key: '{name}', value: '{value}'");
    }

    private long? ReadInteger(IReadOnlyDictionary<string, JsonElement> parameters)
    {
        if (!parameters.TryGetValue(Name, out var value))
        {
            return null;
        }

        var isText = value.ValueKind == JsonValueKind.String;
        if (!long.TryParse(isText || value.ValueKind == JsonValueKind.Number ? value.ToString() : "", NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number))
        {
            throw MilvusError.Unexpected(isText
                ? $"invalid integer value, key: '{Name}', value: '{value}'"
                : $"Type conflict in json: param '{Name}' ({value.GetRawText()}) should be integer");
        }

        return number;
    }
}
