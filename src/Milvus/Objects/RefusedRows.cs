using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Objects;

/// <summary>The summary of refused rows: their errors are lost among others, and do not say what became of the other rows.</summary>
internal static class RefusedRows
{
    /// <summary>How many were refused, as the beginning of a sentence.</summary>
    internal static string Describe(long refused, long rows) => string.Create(
        CultureInfo.InvariantCulture, $"{refused:N0} of {Counts.ToText(rows, "row")} {Counts.Noun(refused, "was", "were")} refused");
}
