using System.Text;
using Milvus.Client.Filters;

namespace Milvus.Transfers;

/// <summary>Filters for the rows with some keys.</summary>
internal static class KeyFilters
{
    /// <summary>The rows with these keys.</summary>
    internal static string WriteIn(Field key, IEnumerable<object> keys)
    {
        var text = new StringBuilder(key.Name).Append(" in ");
        FilterLiteral.WriteList(text, keys);
        return text.ToString();
    }
}
