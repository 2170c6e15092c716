using Milvus.Completion;
using Milvus.Core.Types;
using Milvus.Settings;

namespace Milvus;

/// <content>Search parameters that the index of the field does not have.</content>
public sealed partial class SearchMilvusEntityCommand
{
    /// <summary>
    /// A server ignores a search parameter of another index type: a warning. The indexes are read at most every ten seconds, and only if
    /// the search has such a parameter. If they do not come within a second, no warning is written.
    /// </summary>
    private void WarnUnused(IReadOnlyDictionary<string, object?>? parameters, string? field)
    {
        var names = (parameters?.Keys ?? []).Where(name => IndexSettings.ListUsers(ParameterPhase.Search, name).Count > 0).ToList();
        if (names.Count == 0)
        {
            return;
        }

        var bound = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Connection"] = Connected, ["Database"] = Database };
        var indexes = BoundedAsking.Ask(
            bound,
            $"indexes of a search\n{Collection}",
            (connection, call, token) => connection.Client.ListIndexesAsync(call, Collection, token))?
            .Where(index => field is null ? index.MetricType.Length > 0 : index.Field == field)
            .ToList();
        if (indexes is not [var only])
        {
            return;
        }

        foreach (var name in names)
        {
            if (IndexSettings.DescribeUnused("-Parameter", name, IndexSettings.ListUsers(ParameterPhase.Search, name), only.IndexType)
                is { } warning)
            {
                WriteWarning(warning);
            }
        }
    }
}
