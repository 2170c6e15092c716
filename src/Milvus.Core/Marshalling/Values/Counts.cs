using System.Globalization;

namespace Milvus.Core.Marshalling.Values;

/// <summary>The nouns of counts in messages: 1 row, 2 rows.</summary>
internal static class Counts
{
    /// <summary>The noun in the form that follows a number.</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">The noun in the singular.</param>
    /// <param name="many">The plural, if it is not the singular with an s.</param>
    internal static string Noun(long count, string one, string? many = null) => count == 1 ? one : many ?? $"{one}s";

    /// <summary>A number with its noun: 1 row, 2,000 rows.</summary>
    /// <inheritdoc cref="Noun" path="/param"/>
    internal static string ToText(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Noun(count, one, many)}");
}
