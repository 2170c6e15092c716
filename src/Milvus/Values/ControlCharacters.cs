using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using Milvus.Core.Errors;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Values;

/// <summary>
/// Marks outputs whose texts have control characters, such as escape sequences. PowerShell shows a marked object with the view of the mark
/// in each position, and also in Format-Table and Format-List unless -Force is specified. The values stay as they are. A hashtable cannot
/// be marked, because PowerShell shows its entries one by one.
/// </summary>
internal static class ControlCharacters
{
    /// <summary>The type name of the mark, which has an out-of-band view.</summary>
    internal const string TypeName = "Milvus.ControlCharacters";

    private const int MaxDepth = 8;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> _texts = [];

    /// <summary>Marks an output object of the module if it has control characters. Rows are marked when they are made.</summary>
    internal static void MarkOutput(object? plain)
    {
        if (plain is not null and not SearchHit && IsOfModule(plain.GetType()) && AreIn(plain))
        {
            Mark(PSObject.AsPSObject(plain));
        }
    }

    /// <summary>Adds the mark, behind the type name that users see.</summary>
    internal static void Mark(PSObject output)
    {
        if (!IsMarked(output))
        {
            output.TypeNames.Insert(1, TypeName);
        }
    }

    /// <summary>Whether an output has the mark.</summary>
    internal static bool IsMarked(PSObject output) => output.TypeNames.Contains(TypeName);

    /// <summary>Whether a value contains a text with control characters.</summary>
    internal static bool AreIn(object? value) => AreIn(value, 0);

    private static bool AreIn(object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            return false;
        }

        return value switch
        {
            null => false,
            string text => TerminalText.HasControl(text),
            // Most values of rows. The other questions look at types, which takes longer than the rest of a row.
            IConvertible or float[] => false,
            PSObject { BaseObject: not PSCustomObject } wrapped => AreIn(wrapped.BaseObject, depth),
            PSObject custom => IsMarked(custom)
                || custom.Properties.Any(property => TerminalText.HasControl(property.Name) || AreIn(property.Value, depth + 1)),
            IReadOnlyDictionary<uint, float> => false,
            IDictionary table => DictionaryEntries.Enumerate(table)
                .Any(pair => AreIn(pair.Key, depth + 1) || AreIn(pair.Value, depth + 1)),
            Array array when array.GetType().GetElementType()!.IsPrimitive => false,
            IEnumerable list => list.Cast<object?>().Any(item => AreIn(item, depth + 1)),
            _ when IsOfModule(value.GetType()) => FindTexts(value.GetType())
                .Any(property => AreIn(property.GetValue(value), depth + 1)),
            _ => false,
        };
    }

    private static bool IsOfModule(Type type) => type is { IsClass: true, Namespace: nameof(Milvus) };

    private static PropertyInfo[] FindTexts(Type type) => _texts.GetOrAdd(type, static type =>
    [
        .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetIndexParameters().Length == 0 && MayHaveText(property.PropertyType)),
    ]);

    private static bool MayHaveText(Type type) => type == typeof(string) || type == typeof(object)
        || (!type.IsValueType && (typeof(IEnumerable).IsAssignableFrom(type) || IsOfModule(type)));
}
