using System.Globalization;
using Milvus.Core.Types;

namespace Milvus.Measurements;

/// <summary>The settings of searches to measure.</summary>
internal static class SearchSettings
{
    private const double DefaultLists = 128;

    private static readonly double[] _candidates = [16, 32, 64, 128, 256, 512];
    private static readonly double[] _lists = [1, 2, 4, 8, 16, 32, 64, 128, 256];
    private static readonly double[] _dropped = [0.4, 0.3, 0.2, 0.1, 0];

    /// <summary>Each table; where it has lists, each combination of their values.</summary>
    internal static IEnumerable<Dictionary<string, object?>> Expand(IEnumerable<Dictionary<string, object?>> tables) =>
        tables.SelectMany(table => table.Aggregate(
            (IEnumerable<Dictionary<string, object?>>)[[]],
            (settings, pair) =>
                from setting in settings
                from value in pair.Value is object?[] list ? list : [pair.Value]
                select new Dictionary<string, object?>(setting, StringComparer.Ordinal) { [pair.Key] = value }));

    /// <summary>The settings of an index type from fast to thorough; one without parameters for a type that has none.</summary>
    /// <param name="type">The index type.</param>
    /// <param name="index">The index.</param>
    /// <param name="candidates">The minimum number of candidates.</param>
    internal static IEnumerable<Dictionary<string, object?>> ListDefaults(IndexType? type, Index index, int candidates)
    {
        var names = (type?.GetParameters(ParameterPhase.Search) ?? []).Select(rule => rule.Name).ToList();
        if (names.Find(name => name is "ef" or "search_list") is { } ofCandidates)
        {
            return Create(ofCandidates, _candidates.Where(value => value > candidates).Prepend(candidates));
        }

        if (names.Contains("nprobe"))
        {
            var lists = index.Parameter.TryGetValue("nlist", out var written)
                && double.TryParse(written, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : DefaultLists;
            return Create("nprobe", _lists.Where(value => value <= lists));
        }

        return names.Contains("drop_ratio_search") ? Create("drop_ratio_search", _dropped) : [[]];
    }

    /// <summary>Refuses a number of candidates below the minimum, which a server would refuse with another number.</summary>
    internal static void Check(Dictionary<string, object?> setting, IndexType? type, int limit)
    {
        foreach (var rule in (type?.GetParameters(ParameterPhase.Search) ?? []).Where(rule => rule.IsOfCandidates))
        {
            if (setting.TryGetValue(rule.Name, out var value)
                && double.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number)
                && number <= limit)
            {
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"-Parameter: {rule.Name} is {number}, but must be more than -Limit {limit}: a row finds itself, too."));
            }
        }
    }

    private static IEnumerable<Dictionary<string, object?>> Create(string name, IEnumerable<double> values) =>
        values.Select(value => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [name] = name == "drop_ratio_search" ? value : (object)(long)value,
        });
}
