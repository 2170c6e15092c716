using System.Collections;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Filters;

/// <summary>
/// A filter with its parameters for the server: as template values, or as literals if the server has no templates.
/// </summary>
internal sealed class BoundFilter
{
    private BoundFilter(string expression, IReadOnlyDictionary<string, Protocol.TemplateValue> values)
    {
        Expression = expression;
        Values = values;
    }

    internal string Expression { get; }

    internal IReadOnlyDictionary<string, Protocol.TemplateValue> Values { get; }

    internal static BoundFilter Bind(
        string? filter,
        IReadOnlyDictionary<string, object?>? parameters,
        bool serverKnowsTemplates,
        Collection? schema = null)
    {
        var values = new Dictionary<string, Protocol.TemplateValue>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(filter) || parameters is null)
        {
            return new BoundFilter(filter ?? string.Empty, values);
        }

        var expression = FilterTemplate.Replace(
            filter,
            (name, at) =>
            {
                var given = parameters.TryGetValue(name, out var found) ? found : throw CreateMissingError(name, parameters.Keys);
                var value = FilterValue.Convert(
                    given,
                    name,
                    FilterPlace.Find(filter.AsSpan(..at.Start.Value), filter.AsSpan(at.End.Value..), schema));
                // Instants and empty lists cannot be template values. A name that is used twice can need two conversions.
                if (!serverKnowsTemplates || value is FilterValue.Moment or object?[] { Length: 0 })
                {
                    return FilterLiteral.Write(value, name);
                }

                var template = ToTemplate(value, name);
                if (!values.TryAdd(name, template) && !values[name].Equals(template))
                {
                    return FilterLiteral.Write(value, name);
                }

                return $"{{{name}}}";
            });
        return new BoundFilter(expression, values);
    }

    private static MilvusException CreateMissingError(string name, IEnumerable<string> given)
    {
        var similar = given.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));
        return new MilvusException(
            MilvusErrorId.FilterSyntax,
            similar is null
                ? $"The filter has a placeholder '{name}', but no value for it was specified."
                : $"The filter has a placeholder '{name}' without a value; there is '{similar}', but placeholders are case-sensitive.")
        {
            RecommendedAction = $"Specify it with -FilterParameter @{{ {name} = … }}.",
        };
    }

    private static Protocol.TemplateValue ToTemplate(object? value, string name)
    {
        switch (value)
        {
            case string text:
                return new Protocol.TemplateValue { StringVal = text };
            case bool flag:
                return new Protocol.TemplateValue { BoolVal = flag };
            case IEnumerable items and not IDictionary:
                return new Protocol.TemplateValue { ArrayVal = List(items.Cast<object?>().ToArray(), name) };
            case not null
                when value is not (float or double or decimal or Half) && Numbers.IsNumber(value) && Numbers.TryInt64(value, out var whole):
                return new Protocol.TemplateValue { Int64Val = whole };
            case ulong or System.Numerics.BigInteger:
                throw FilterLiteral.CreateRefused(name, "the number is larger than any int64");
            case not null when Numbers.IsNumber(value) && Numbers.TryDouble(value, out var number) && double.IsFinite(number):
                return new Protocol.TemplateValue { FloatVal = number };
            case not null when Numbers.IsNumber(value):
                throw FilterLiteral.CreateRefused(name, FilterLiteral.NotFinite);
            default:
                throw FilterLiteral.CreateRefused(name, value);
        }
    }

    private static Protocol.TemplateArrayValue List(object?[] items, string name)
    {
        if (items.All(item => item is string))
        {
            return new Protocol.TemplateArrayValue { StringData = new Protocol.StringArray { Data = { items.Cast<string>() } } };
        }

        if (items.All(item => item is bool))
        {
            return new Protocol.TemplateArrayValue { BoolData = new Protocol.BoolArray { Data = { items.Cast<bool>() } } };
        }

        if (items.All(item =>
                item is not null and not (float or double or decimal or Half) && Numbers.IsNumber(item) && Numbers.TryInt64(item, out _)))
        {
            return new Protocol.TemplateArrayValue
            {
                LongData = new Protocol.LongArray { Data = { items.Select(item => Numbers.TryInt64(item!, out var number) ? number : 0) } },
            };
        }

        if (items.All(item =>
                Numbers.IsNumber(item)
                && item is not (ulong or System.Numerics.BigInteger)
                && Numbers.TryDouble(item!, out var number)
                && double.IsFinite(number)))
        {
            return new Protocol.TemplateArrayValue
            {
                DoubleData = new Protocol.DoubleArray
                {
                    Data = { items.Select(item => Numbers.TryDouble(item!, out var number) ? number : 0) },
                },
            };
        }

        // A list with several types is sent as JSON values.
        var mixed = new Protocol.JSONArray();
        foreach (var item in items)
        {
            FilterLiteral.Write(item, name);
            mixed.Data.Add(Google.Protobuf.ByteString.CopyFrom(JsonValues.ToUtf8(item, null)));
        }

        return new Protocol.TemplateArrayValue { JsonData = mixed };
    }
}
