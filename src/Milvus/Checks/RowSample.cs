using System.Collections;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Types;

namespace Milvus.Checks;

/// <summary>What the first rows of a collection show about its fields.</summary>
/// <param name="collection">The schema.</param>
internal sealed class RowSample(Collection collection)
{
    private readonly Dictionary<string, int> _filled = collection.Field.ToDictionary(field => field.Name, _ => 0, StringComparer.Ordinal);
    private readonly Dictionary<string, VectorLengths> _lengths = collection.Field
        .Where(field => VectorTypes.Dense.Contains(field.Type))
        .ToDictionary(field => field.Name, _ => new VectorLengths(), StringComparer.Ordinal);

    /// <summary>The number of rows.</summary>
    internal int Rows { get; private set; }

    /// <summary>The number of rows in which the field has a value: not null, and not an empty text or list.</summary>
    internal int CountFilled(string field) => _filled.GetValueOrDefault(field);

    /// <summary>The lengths of the vectors of a field; null for a field that is not a dense vector.</summary>
    internal VectorLengths? FindLengths(string field) => _lengths.GetValueOrDefault(field);

    /// <summary>Adds the rows of a page.</summary>
    internal void Add(RowPage page)
    {
        for (var row = 0; row < page.Count; row++)
        {
            Rows++;
            foreach (var (name, value) in page.GetRow(row, storedOnly: true))
            {
                if (_filled.TryGetValue(name, out var count) && IsFilled(value))
                {
                    _filled[name] = count + 1;
                    _lengths.GetValueOrDefault(name)?.Add(value!, page.GetKey(row));
                }
            }
        }
    }

    private static bool IsFilled(object? value) => value switch
    {
        null => false,
        string text => text.Length > 0,
        ICollection list => list.Count > 0,
        _ => true,
    };
}
