using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>Maps as dictionaries: with names as keys where all keys are texts.</summary>
internal static class MapValues
{
    /// <exception cref="ParquetException">A key is null, a list or a struct, or the map has a key twice.</exception>
    internal static object Create(IReadOnlyList<(object? Key, object? Value)> entries)
    {
        if (entries.Any(entry => entry.Key is null or Array or Dictionary<string, object?>))
        {
            throw new ParquetException("it is a map with keys that are null, lists or structs");
        }

        if (entries.DistinctBy(entry => entry.Key).Count() != entries.Count)
        {
            throw new ParquetException("it is a map that has a key twice");
        }

        return entries.All(entry => entry.Key is string)
            ? entries.ToDictionary(entry => (string)entry.Key!, entry => entry.Value, StringComparer.Ordinal)
            : entries.ToDictionary(entry => entry.Key!, entry => entry.Value);
    }
}
