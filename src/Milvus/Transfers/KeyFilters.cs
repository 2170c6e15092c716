using System.Text;
using Milvus.Client.Filters;

namespace Milvus.Transfers;

/// <summary>Filters for the rows with some keys.</summary>
internal static class KeyFilters
{
    /// <summary>The rows with these keys that also match a filter, if there is one.</summary>
    internal static string WriteIn(Field key, IEnumerable<object> keys, string? filter)
    {
        var text = new StringBuilder(key.Name).Append(" in ");
        FilterLiteral.WriteList(text, keys);
        return string.IsNullOrWhiteSpace(filter) ? text.ToString() : text.Append(" and (").Append(filter).Append(')').ToString();
    }
}
