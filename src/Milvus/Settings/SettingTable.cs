using System.Collections;
using Milvus.Names;
using Milvus.Values;

namespace Milvus.Settings;

/// <summary>The definition of a table parameter.</summary>
/// <param name="Keys">The owner of the keys.</param>
/// <param name="Values">The kinds of values.</param>
/// <param name="Known">The known keys.</param>
internal sealed record SettingTable(SettingKeys Keys, SettingValues Values, params Setting[] Known)
{
    /// <summary>The definition for unknown keys, for example in a table of user names.</summary>
    internal Setting? Others { get; init; }

    /// <summary>Whether a key can be empty. The first column of a CSV file from pandas has no name.</summary>
    internal bool TakesEmptyKey { get; init; }

    /// <summary>
    /// The settings of a table: keys in the spelling of servers, values as plain .NET types: texts, numbers, booleans, arrays and
    /// dictionaries.
    /// </summary>
    /// <param name="given">The table from the user.</param>
    /// <param name="place">The name in errors, for example -Property.</param>
    /// <param name="hints">Receives hints about unknown names.</param>
    /// <param name="indexType">The type of the index to which the table belongs; null if there is none, or if the table itself contains
    /// it.</param>
    /// <exception cref="MilvusException">A key is refused, or a value cannot be sent.</exception>
    internal Dictionary<string, object?> Read(IDictionary given, string place, Hints hints, string? indexType = null)
    {
        var index = Array.Exists(Known, setting => setting.IndexTypes.Count > 0) && given["index_type"] is { } own
            ? EntityReader.Unwrap(own) as string
            : indexType;
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (written, value) in Tables.ReadEntries(given, place, TakesEmptyKey))
        {
            var setting = Find(written, place, hints, index);
            if (index is not null && IndexSettings.DescribeUnused(place, setting.Key, setting.UsedBy, index) is { } warning)
            {
                hints.Warning(warning);
            }

            var here = $"{place} {setting.Key}";
            if (!result.TryAdd(setting.Key, ReadValue(setting, value, here, hints)))
            {
                throw new MilvusException(MilvusErrorId.InvalidArgument, $"{place} has {setting.Key} twice, in different spellings.");
            }
        }

        return result;
    }

    private object? ReadValue(Setting setting, object? value, string place, Hints hints)
    {
        if (Values == SettingValues.Raw)
        {
            return EntityReader.Unwrap(value);
        }

        var plain = EntityReader.Unwrap(value);
        if (plain is TimeSpan span && setting.Key.EndsWith("seconds", StringComparison.Ordinal))
        {
            return (long)span.TotalSeconds;
        }

        if (setting.Table is { } inner && Values == SettingValues.Any)
        {
            switch (plain)
            {
                case IDictionary table:
                    return inner.Read(table, place, hints);
                case IEnumerable list when plain is not string:
                    return list.Cast<object?>().Select(EntityReader.Unwrap).Select(item => ReadItem(inner, item, place, hints)).ToArray();
            }
        }

        var sent = Values == SettingValues.Scalar ? WireValue.ConvertToText(plain, place) : WireValue.Convert(plain, place);
        return setting.Choices is { } choices && sent is string text ? Choices.Spell(choices, text, place, hints) : sent;
    }

    private static object ReadItem(SettingTable inner, object? item, string place, Hints hints) =>
        item is IDictionary table ? inner.Read(table, place, hints) : WireValue.Convert(item, place);

    private Setting Find(string written, string place, Hints hints, string? indexType)
    {
        if (Keys == SettingKeys.Own)
        {
            return (Others ?? new Setting(written)) with { Key = written };
        }

        if (Known.FirstOrDefault(setting => SameLetters(setting.Key, written) && IsOf(setting, indexType)) is { } typed)
        {
            return typed;
        }

        var exact = Known.FirstOrDefault(setting => setting.Key == written);
        var close = exact is null ? Known.Where(setting => SameLetters(setting.Key, written)).ToList() : [];
        if (exact is not null || close.Count == 1)
        {
            return exact ?? close[0];
        }

        var names = Known.Select(setting => setting.Key).ToList();
        if (Keys == SettingKeys.Closed)
        {
            var near = NearName.Find(written, names) is { } name ? $" Did you mean {name}?" : string.Empty;
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{place} has no key '{written}'.{near} Its keys are: {string.Join(", ", names)}.");
        }

        hints.ReportUnknown(place, written, names);
        return new Setting(written);
    }

    private static bool IsOf(Setting setting, string? indexType) =>
        indexType is not null && setting.IndexTypes.Contains(indexType, StringComparer.OrdinalIgnoreCase);

    // PowerShell ignores case, and users may write BoostMode for boost_mode.
    private static bool SameLetters(string known, string written) =>
        Letters(known).Equals(Letters(written), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string key) => key.Replace("_", string.Empty, StringComparison.Ordinal);
}
