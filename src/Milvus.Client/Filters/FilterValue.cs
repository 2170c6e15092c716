using System.Collections;
using System.Globalization;
using System.Numerics;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Client.Filters;

/// <summary>Converts a value for a {placeholder} as in a row of the collection, so that a filter finds stored values.</summary>
internal static class FilterValue
{
    private const int MaxDepth = 8;

    /// <exception cref="MilvusException">The value cannot be written in a filter.</exception>
    internal static object Convert(object? value, string name, FilterPlace place)
    {
        var fitting = ConvertToFit(value, name, place, 0);
        if (!place.TakesList)
        {
            return fitting ?? throw FilterLiteral.CreateRefused(name, (object?)null);
        }

        // A pipeline with a single result returns the value, not a list.
        return fitting switch
        {
            null => throw FilterLiteral.CreateRefused(name, "null is not a list: @() is the empty one"),
            object?[] list => list,
            var single => new object?[] { single },
        };
    }

    private static object? ConvertToFit(object? value, string name, FilterPlace place, int depth) =>
        value switch
        {
            _ when depth > MaxDepth => throw FilterLiteral.CreateRefused(name, $"its lists are nested deeper than {MaxDepth} levels"),
            string or bool => ConvertSingle(value, place),
            IDictionary => throw FilterLiteral.CreateRefused(name, value),
            IEnumerable list => list.Cast<object?>()
                .Select(item => ConvertToFit(item, name, place, depth + 1) ?? throw FilterLiteral.CreateRefused(name, (object?)null))
                .ToArray(),
            null => null,
            _ => ConvertSingle(value, place),
        };

    private static object ConvertSingle(object value, FilterPlace place)
    {
        var type = place.Field is not { } field ? DataType.None : place.IsElement ? field.ElementType : field.Type;
        return FieldTypes.Of(type).Family switch
        {
            FieldFamily.Integer or FieldFamily.Float when value is Enum named =>
                System.Convert.ChangeType(named, Enum.GetUnderlyingType(named.GetType()), CultureInfo.InvariantCulture),
            FieldFamily.Integer when Numbers.TryInt64(value, out var whole) => whole,
            FieldFamily.Float when value is string && Numbers.TryDouble(value, out var number) => number,
            FieldFamily.Boolean when value is string text && bool.TryParse(text, out var flag) => flag,
            FieldFamily.Time when PlainText.ToText(value) is { } moment => new Moment(moment),
            _ when value is BigInteger big && big >= long.MinValue && big <= long.MaxValue => (long)big,
            _ => PlainText.ToText(value) ?? value,
        };
    }

    /// <summary>An instant, which filters write as ISO "2025-01-02T03:04:05Z".</summary>
    internal sealed record Moment(string Text);
}
