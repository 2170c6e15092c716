using System.Collections;
using System.Management.Automation.Internal;
using System.Numerics;
using Milvus.Core.Marshalling.Values;
using Milvus.Values;

namespace Milvus.Conditions;

/// <summary>The values that a script block can contain.</summary>
internal static class ValueTypes
{
    private const int MaxListDepth = 2;

    private static readonly Type[] _casts =
    [
        typeof(bool),
        typeof(char),
        typeof(string),
        typeof(sbyte),
        typeof(byte),
        typeof(short),
        typeof(ushort),
        typeof(int),
        typeof(uint),
        typeof(long),
        typeof(ulong),
        typeof(float),
        typeof(double),
        typeof(decimal),
        typeof(BigInteger),
        typeof(DateTime),
        typeof(DateTimeOffset),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(TimeSpan),
        typeof(Guid),
        typeof(Uri),
        typeof(Version),
        typeof(object),
        typeof(Array),
    ];

    /// <summary>Whether a cast to this type only converts a value.</summary>
    internal static bool CanCast(Type type)
    {
        var element = type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
        return element.IsEnum || _casts.Contains(element);
    }

    /// <summary>Converts a value to one that a filter can contain: null, a boolean, a number, a text, a time, or a list of them.</summary>
    /// <returns>Whether there is one.</returns>
    internal static bool TryConvert(object? value, out object? plain, int depth = 0)
    {
        plain = ReferenceEquals(value, AutomationNull.Value) ? Array.Empty<object?>() : JsonString.Unmark(EntityReader.Unwrap(value));
        switch (plain)
        {
            case null or bool or string:
                return true;
            case IDictionary:
                return false;
            case IEnumerable list and not Uri when depth < MaxListDepth:
                var items = new List<object?>();
                foreach (var item in list)
                {
                    if (!TryConvert(item, out var single, depth + 1))
                    {
                        return false;
                    }

                    items.Add(single);
                }

                plain = items.ToArray();
                return true;
            default:
                return Numbers.IsNumber(plain) || PlainText.ToText(plain) is not null;
        }
    }
}
