using System.Collections;
using Milvus.Columns;

namespace Milvus.Client.Filters;

/// <summary>A filter with its parameters in the form the server takes: beside it where it knows templates, else as literals in it.</summary>
internal sealed class BoundFilter
{
    private BoundFilter(string expression, IReadOnlyDictionary<string, Protocol.TemplateValue> values)
    {
        Expression = expression;
        Values = values;
    }

    internal string Expression { get; }

    internal IReadOnlyDictionary<string, Protocol.TemplateValue> Values { get; }

    internal static BoundFilter Bind(string? filter, IReadOnlyDictionary<string, object?>? parameters, bool serverKnowsTemplates)
    {
        var values = new Dictionary<string, Protocol.TemplateValue>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(filter) || parameters is null)
        {
            return new BoundFilter(filter ?? string.Empty, values);
        }

        var expression = FilterTemplate.Replace(filter, name =>
        {
            if (!parameters.TryGetValue(name, out var value))
            {
                throw new MilvusException(MilvusErrorId.FilterSyntax, $"The filter names a parameter '{name}', which is not given.");
            }

            if (!serverKnowsTemplates)
            {
                return FilterLiteral.Of(value, name);
            }

            values[name] = Template(value, name);
            return $"{{{name}}}";
        });
        return new BoundFilter(expression, values);
    }

    private static Protocol.TemplateValue Template(object? value, string name)
    {
        switch (value)
        {
            case string text:
                return new Protocol.TemplateValue { StringVal = text };
            case bool flag:
                return new Protocol.TemplateValue { BoolVal = flag };
            case IEnumerable items and not IDictionary:
                return new Protocol.TemplateValue { ArrayVal = List(items.Cast<object?>().ToArray(), name) };
            case not null when value is not (float or double or decimal or Half) && Numbers.IsNumber(value) && Numbers.TryInt64(value, out var whole):
                return new Protocol.TemplateValue { Int64Val = whole };
            case not null when Numbers.IsNumber(value) && Numbers.TryDouble(value, out var number):
                return new Protocol.TemplateValue { FloatVal = number };
            case char or Guid:
                return new Protocol.TemplateValue { StringVal = value.ToString() };
            default:
                throw FilterLiteral.Refused(name, value);
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

        if (items.All(item => item is not null and not (float or double or decimal or Half) && Numbers.IsNumber(item) && Numbers.TryInt64(item, out _)))
        {
            return new Protocol.TemplateArrayValue
            {
                LongData = new Protocol.LongArray { Data = { items.Select(item => Numbers.TryInt64(item!, out var number) ? number : 0) } },
            };
        }

        if (items.All(Numbers.IsNumber))
        {
            return new Protocol.TemplateArrayValue
            {
                DoubleData = new Protocol.DoubleArray { Data = { items.Select(item => Numbers.TryDouble(item!, out var number) ? number : 0) } },
            };
        }

        // A list of several kinds travels as JSON values.
        var mixed = new Protocol.JSONArray();
        foreach (var item in items)
        {
            FilterLiteral.Of(item, name);
            mixed.Data.Add(Google.Protobuf.ByteString.CopyFrom(JsonValues.ToUtf8(item, null)));
        }

        return new Protocol.TemplateArrayValue { JsonData = mixed };
    }
}
