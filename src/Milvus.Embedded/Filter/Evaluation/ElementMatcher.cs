using System.Text.Json;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>The elements that an array must contain, each with a number from 0. 1 and 1.0 are the same element.</summary>
internal sealed class ElementMatcher
{
    private readonly Dictionary<long, int> _integers = [];
    private readonly Dictionary<double, int> _fractions = [];
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<bool, int> _booleans = [];
    private readonly List<(Constant[] Items, int Number)> _arrays = [];

    public ElementMatcher(IEnumerable<Constant> elements)
    {
        foreach (var element in elements)
        {
            Count += element.Kind switch
            {
                ConstantKind.Int64 => Add(_integers, element.Int64),
                ConstantKind.Double => Add(_fractions, element.Double),
                ConstantKind.String => Add(_texts, element.String),
                ConstantKind.Bool => Add(_booleans, element.Bool),
                _ => AddArray(element.Items),
            };
        }
    }

    /// <summary>The number of different elements.</summary>
    public int Count { get; private set; }

    public void Integer(long value, ref FoundElements found)
    {
        Look(_integers, value, ref found);
        if (_fractions.Count > 0)
        {
            Look(_fractions, value, ref found);
        }
    }

    public void Number(double value, ref FoundElements found)
    {
        Look(_fractions, value, ref found);
        if (_integers.Count > 0 && double.IsInteger(value) && value is >= long.MinValue and < -(double)long.MinValue)
        {
            Look(_integers, (long)value, ref found);
        }
    }

    public void Text(string value, ref FoundElements found) => Look(_texts, value, ref found);

    public void Boolean(bool value, ref FoundElements found) => Look(_booleans, value, ref found);

    /// <summary>Marks the element under the reader. The reader stays on the last token of the element.</summary>
    public void Json(ref Utf8JsonReader reader, ref FoundElements found)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var integer):
                Integer(integer, ref found);
                break;
            case JsonTokenType.Number:
                Number(reader.GetDouble(), ref found);
                break;
            case JsonTokenType.String when _texts.Count > 0:
                Text(reader.GetString()!, ref found);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Boolean(reader.TokenType == JsonTokenType.True, ref found);
                break;
            case JsonTokenType.StartArray:
                foreach ((var items, var number) in _arrays)
                {
                    var copy = reader;
                    if (JsonArrayEquality.Equal(ref copy, items))
                    {
                        found.Mark(number);
                    }
                }

                reader.Skip();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private int Add<T>(Dictionary<T, int> numbers, T value)
        where T : notnull => numbers.TryAdd(value, Count) ? 1 : 0;

    private int AddArray(Constant[] items)
    {
        _arrays.Add((items, Count));
        return 1;
    }

    private static void Look<T>(Dictionary<T, int> numbers, T value, ref FoundElements found)
        where T : notnull
    {
        if (numbers.TryGetValue(value, out var number))
        {
            found.Mark(number);
        }
    }
}
