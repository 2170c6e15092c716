using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using System.Text.Json;
using Milvus.Core.Marshalling.Values;
using Milvus.Values;

namespace Milvus.Settings;

/// <summary>
/// The only encoder of parameter values: numbers, dates and booleans in the invariant culture, lists and tables as plain .NET types. Any
/// other value is an error that names its place.
/// </summary>
internal static class WireValue
{
    private const int MaxDepth = 32;

    /// <summary>Converts a value to a text, number, boolean, array or dictionary.</summary>
    /// <exception cref="MilvusException">The value is null, or cannot be sent.</exception>
    internal static object Convert(object? value, string place) => Encode(value, place, 0)
        ?? throw CreateError($"{place} is null. Omit it, or specify a value.");

    /// <summary>A single value as text.</summary>
    /// <exception cref="MilvusException">The value is null, a list or a table, or cannot be sent.</exception>
    internal static string ConvertToText(object? value, string place) => EntityReader.Unwrap(value) switch
    {
        IDictionary => throw CreateError($"{place} is a table, but must be a single value."),
        IEnumerable and not string => throw CreateError($"{place} is a list, but must be a single value."),
        var single => ToText(Convert(single, place)),
    };

    /// <summary>An encoded value as text: booleans in lower case, lists and tables as JSON.</summary>
    internal static string ToText(object? encoded) => encoded switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => ToJson(encoded),
    };

    /// <summary>An encoded value as JSON.</summary>
    internal static string ToJson(object encoded) => System.Text.Encoding.UTF8.GetString(JsonValues.ToUtf8(encoded, null));

    private static object? Encode(object? value, string place, int depth)
    {
        if (depth > MaxDepth)
        {
            throw CreateError($"{place[..Math.Min(place.Length, 60)]} is nested deeper than {MaxDepth} levels, or contains itself.");
        }

        var plain = ReferenceEquals(value, AutomationNull.Value) ? null : EntityReader.Unwrap(value);
        switch (plain)
        {
            case null or DBNull:
                return null;
            case string text when HalfPair(text) is { } half:
                throw CreateError($"{place}: {half}");
            case string or bool or byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                return plain;
            case double number:
                return double.IsFinite(number) ? number : throw NotFinite(number, place);
            case float number:
                return float.IsFinite(number) ? number : throw NotFinite(number, place);
            case Half number:
                return Encode((float)number, place, depth);
            case BigInteger number:
                return number >= long.MinValue && number <= ulong.MaxValue
                    ? (number < 0 ? (long)number : (object)(ulong)number)
                    : throw CreateError($"{place} is {number.ToString(CultureInfo.InvariantCulture)}, which is too large.");
            case SwitchParameter flag:
                return flag.IsPresent;
            case IDictionary table:
                return EncodeTable(table, place, depth);
            case IReadOnlyDictionary<string, object?> pairs:
                return pairs.ToDictionary(
                    pair => pair.Key,
                    pair => Encode(pair.Value, $"{place}.{pair.Key}", depth + 1),
                    StringComparer.Ordinal);
            case IEnumerable list:
                return list.Cast<object?>()
                    .Select((item, index) => Encode(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), depth + 1))
                    .ToArray();
            case { } single:
                return AsText(single) ?? throw CreateError(
                    $"{place} is {ValueNames.Describe(single)}, which cannot be sent. "
                    + "Use a text, a number, a boolean, a date, or a list or table of these.");
        }
    }

    private static Dictionary<string, object?> EncodeTable(IDictionary table, string place, int depth)
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in Tables.ReadEntries(table, place))
        {
            if (HalfPair(key) is { } half)
            {
                throw CreateError($"{place}: {half}");
            }

            result[key] = Encode(value, $"{place}.{key}", depth + 1);
        }

        return result;
    }

    // Only types with a well-defined text. The text of any other object is arbitrary.
    private static string? AsText(object value) => value switch
    {
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("O", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        Enum or char or Guid or Uri or Version or System.Net.IPAddress => value.ToString(),
        _ => null,
    };

    private static string? HalfPair(string text)
    {
        try
        {
            _ = JsonValues.CheckWhole(text);
            return null;
        }
        catch (JsonException failure)
        {
            return failure.Message;
        }
    }

    private static MilvusException NotFinite(double number, string place) =>
        CreateError(string.Create(CultureInfo.InvariantCulture, $"{place} is {number}, which is not a finite number."));

    private static MilvusException CreateError(string message) => new(MilvusErrorId.InvalidArgument, message);
}
