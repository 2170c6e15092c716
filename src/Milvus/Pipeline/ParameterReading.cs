using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using Milvus.Completion;
using Milvus.Core.Marshalling.Values;
using Milvus.Settings;
using Milvus.Values;

namespace Milvus.Pipeline;

/// <summary>
/// Reads table parameters and parameters with a list of values before a cmdlet does anything. Names get the spelling of servers. A value
/// that cannot be sent is an error that names it.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="name">Its name.</param>
/// <param name="hints">Receives hints about unknown names.</param>
internal sealed class ParameterReading(PSCmdlet cmdlet, string name, Hints hints)
{
    private static readonly ConcurrentDictionary<PropertyInfo, ChoiceCompleter?> _lists = new();

    // The texts of tables and objects in PowerShell.
    private static readonly string[] _typeNames =
    [
        "System.Collections.Hashtable",
        "System.Collections.Specialized.OrderedDictionary",
        "System.Object[]",
        "System.Management.Automation.PSCustomObject",
    ];

    private readonly Dictionary<string, object> _tables = new(StringComparer.Ordinal);

    /// <summary>The settings of a table parameter; null if it was not specified.</summary>
    internal Dictionary<string, object?>? GetTable(string parameter) => _tables.GetValueOrDefault(parameter) as Dictionary<string, object?>;

    /// <summary>The settings of a table parameter as JSON; null if it was not specified.</summary>
    internal string? GetJson(string parameter) => _tables.GetValueOrDefault(parameter) switch
    {
        null => null,
        string text => text,
        var table => WireValue.ToJson(table),
    };

    /// <summary>The settings of a parameter that takes several tables; empty if it was not specified.</summary>
    internal Dictionary<string, object?>[] GetTables(string parameter) =>
        _tables.GetValueOrDefault(parameter) as Dictionary<string, object?>[] ?? [];

    /// <summary>Reads all specified parameters.</summary>
    /// <exception cref="MilvusException">One of them cannot be sent.</exception>
    internal void Read(IReadOnlyDictionary<string, object> bound)
    {
        foreach (var parameter in bound.Keys)
        {
            if (cmdlet.GetType().GetProperty(parameter) is not { } property)
            {
                // A common parameter.
                continue;
            }

            if (SettingTables.Find(name, parameter) is { } table)
            {
                ReadTables(property, table);
            }
            else
            {
                ReadTexts(property);
            }
        }
    }

    // As the user specified it; it is normalized separately.
    private string? IndexType => cmdlet.GetType().GetProperty("IndexType")?.GetValue(cmdlet) as string;

    private void ReadTables(PropertyInfo property, SettingTable table)
    {
        var place = $"-{property.Name}";
        switch (EntityReader.Unwrap(property.GetValue(cmdlet)))
        {
            case IDictionary one:
                _tables[property.Name] = table.Read(one, place, hints, IndexType);
                break;
            case string text when property.PropertyType == typeof(object):
                _tables[property.Name] = JsonText.CheckObject(text, place);
                break;
            case Hashtable[] several:
                _tables[property.Name] = Array.ConvertAll(several, one => table.Read(one, place, hints));
                break;
            case null:
                break;
            case var other:
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    $"{place} must be a hashtable or JSON text, but is {ValueNames.Describe(other)}.");
        }
    }

    private void ReadTexts(PropertyInfo property)
    {
        var place = $"-{property.Name}";
        switch (property.GetValue(cmdlet))
        {
            case string text:
                property.SetValue(cmdlet, ReadText(property, text, place));
                break;
            case string[] texts:
                property.SetValue(cmdlet, Array.ConvertAll(texts, text => ReadText(property, text, place)));
                break;
        }
    }

    private string ReadText(PropertyInfo property, string text, string place)
    {
        if (Array.IndexOf(_typeNames, text) >= 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"{place} must be a text, but is a table or an object.");
        }

        return _lists.GetOrAdd(property, ListOf) is { } list ? Choices.Spell(list, text, place, hints) : text;
    }

    private static ChoiceCompleter? ListOf(PropertyInfo property) =>
        property.GetCustomAttribute<ArgumentCompleterAttribute>()?.Type is { } type && type.IsSubclassOf(typeof(ChoiceCompleter))
            ? (ChoiceCompleter)Activator.CreateInstance(type)!
            : null;
}
