using System.Globalization;

namespace Milvus.Core.Calls;

/// <summary>The progress of work that is waited for.</summary>
/// <param name="Percent">0 to 100, or null if unknown.</param>
/// <param name="Status">A short text: the indexed and total rows, or the state.</param>
internal readonly record struct WaitProgress(int? Percent, string Status)
{
    /// <summary>The finished amount, from which the rate is computed; null without one.</summary>
    internal double? Done { get; init; }

    /// <summary>The part of <see cref="Done"/> that an earlier run has finished.</summary>
    internal double Before { get; init; }

    /// <summary>The whole amount; null if unknown.</summary>
    internal double? Total { get; init; }

    /// <summary>The unit of the amounts.</summary>
    internal string Unit { get; init; } = "rows";

    /// <summary>The progress of rows.</summary>
    /// <param name="done">The finished rows.</param>
    /// <param name="total">The rows in all; null if unknown.</param>
    /// <param name="prefix">Text before the numbers.</param>
    /// <param name="suffix">Text after the numbers.</param>
    internal static WaitProgress OfRows(long done, long? total, string prefix = "", string suffix = "")
    {
        var noun = (total ?? done) == 1 ? "row" : "rows";
        var numbers = total is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} {noun}")
            : string.Create(CultureInfo.InvariantCulture, $"{done:N0} {noun}");
        return new WaitProgress(total is > 0 ? (int)Math.Min(100, 100 * done / total.Value) : null, prefix + numbers + suffix)
        {
            Done = done,
            Total = total,
        };
    }
}
