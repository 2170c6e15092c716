using Milvus.Client.Filters;

namespace Milvus.Transfers;

/// <summary>Rows in key order: those with a key after one key, up to another.</summary>
/// <param name="Partition">The partition; null for all.</param>
/// <param name="After">The key before the first row, <see cref="long"/> or <see cref="string"/>; null from the beginning.</param>
/// <param name="Through">The key of the last row; null to the end.</param>
internal sealed record TransferRange(string? Partition, object? After, object? Through)
{
    /// <summary>The filter for the rows up to the last key.</summary>
    internal string FilterThrough(Field key, string? filter) => Join(filter, Upper(key));

    /// <summary>The filter for the rows of the range.</summary>
    internal string FilterAll(Field key, string? filter) => Join(
        filter,
        After is null ? null : $"{key.Name} > {FilterLiteral.Write(After, key.Name)}",
        Upper(key));

    private string? Upper(Field key) => Through is null ? null : $"{key.Name} <= {FilterLiteral.Write(Through, key.Name)}";

    private static string Join(string? filter, params string?[] limits)
    {
        var parts = limits.Where(limit => limit is not null).ToList();
        if (!string.IsNullOrWhiteSpace(filter))
        {
            parts.Add(parts.Count > 0 ? $"({filter})" : filter);
        }

        return string.Join(" and ", parts);
    }
}
