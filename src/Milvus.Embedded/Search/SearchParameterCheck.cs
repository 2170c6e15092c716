using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Search;

/// <summary>
/// Validates one parameter of a search by its rule. Numbers may be given as strings. Booleans, null, lists and objects are not numbers.
/// </summary>
internal static class SearchParameterCheck
{
    /// <summary>Throws if the value violates the rule. A missing parameter is valid.</summary>
    public static void Check(ParameterRule rule, IReadOnlyDictionary<string, JsonElement> parameters, int wanted)
    {
        if (rule.Kind == ParameterKind.Number)
        {
            if (ReadDecimal(parameters, rule.Name) is { } number
                && rule.FindFault(number, parameters[rule.Name].ToString()) is { } fault)
            {
                throw MilvusError.Unexpected(fault);
            }
        }
        else if (rule.Kind == ParameterKind.Integer && ReadInteger(parameters, rule.Name) is { } whole)
        {
            if (rule.FindFault(whole, whole.ToString(CultureInfo.InvariantCulture)) is { } fault)
            {
                throw MilvusError.Unexpected(fault);
            }

            if (rule.IsOfCandidates && whole < wanted)
            {
                throw MilvusError.Unexpected($"{rule.Name}({whole}) should be larger than k({wanted})");
            }
        }
    }

    /// <summary>A number, which may be given as a string; null if it is missing.</summary>
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

    private static long? ReadInteger(IReadOnlyDictionary<string, JsonElement> parameters, string name)
    {
        if (!parameters.TryGetValue(name, out var value))
        {
            return null;
        }

        var isText = value.ValueKind == JsonValueKind.String;
        if (!long.TryParse(isText || value.ValueKind == JsonValueKind.Number ? value.ToString() : "", NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number))
        {
            throw MilvusError.Unexpected(isText
                ? $"invalid integer value, key: '{name}', value: '{value}'"
                : $"Type conflict in json: param '{name}' ({value.GetRawText()}) should be integer");
        }

        return number;
    }
}
