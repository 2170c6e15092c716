using System.Globalization;

namespace Milvus.Types;

/// <summary>One parameter of an index type: its name, what it can be, and what is taken where it is absent.</summary>
/// <param name="Name">As servers spell it.</param>
/// <param name="Phase">When it is given.</param>
/// <param name="Kind">What it can be.</param>
internal sealed record ParameterRule(string Name, ParameterPhase Phase, ParameterKind Kind)
{
    /// <summary>The lowest value.</summary>
    public double Low { get; init; } = double.MinValue;

    /// <summary>The highest value.</summary>
    public double High { get; init; } = double.MaxValue;

    /// <summary>Whether the highest value itself is refused.</summary>
    public bool ExcludesHigh { get; init; }

    /// <summary>Whether only powers of two are taken.</summary>
    public bool IsPowerOfTwo { get; init; }

    /// <summary>Whether it may not be below the number of hits asked for.</summary>
    public bool IsOfCandidates { get; init; }

    /// <summary>The words that are taken; none where it is not a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether the words are taken in any case.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The metric the rule holds for; null for all.</summary>
    public string? Metric { get; init; }

    /// <summary>What the embedded engine takes where it is absent; null where nothing depends on it.</summary>
    public double? Default { get; init; }

    /// <summary>What the client sends to servers that require the parameter (before Milvus 2.5); null where none do.</summary>
    public int? SentDefault { get; init; }

    /// <summary>
    /// How another value is refused, where that is not said as for all parameters: {0} is the name, {1} the value, {2} the choices
    /// separated by blanks, {3} by commas, {4} the metric.
    /// </summary>
    public string? Refusal { get; init; }

    /// <summary>How a value of another kind is refused, where that is not said as for all parameters: {0} and {1} as above.</summary>
    public string? KindRefusal { get; init; }

    /// <summary>How its absence is refused; null where it may be absent.</summary>
    public string? MissingRefusal { get; init; }

    /// <summary>The bounds of a number, as errors name them.</summary>
    public string Range =>
        string.Create(CultureInfo.InvariantCulture, $"[{(float)Low:F6}, {(float)High:F6}{(ExcludesHigh ? ')' : ']')}");

    /// <summary>Whether a number is in range.</summary>
    public bool Takes(float number) => number >= (float)Low && (ExcludesHigh ? number < (float)High : number <= (float)High);

    /// <summary>A whole number, given when the index is created.</summary>
    public static ParameterRule BuildInteger(string name, int low, int high) =>
        new(name, ParameterPhase.Build, ParameterKind.Integer) { Low = low, High = high };

    /// <summary>A number, given when the index is created.</summary>
    public static ParameterRule BuildNumber(string name, float low, float high) =>
        new(name, ParameterPhase.Build, ParameterKind.Number) { Low = low, High = high };

    /// <summary>One of a list of words, given when the index is created.</summary>
    public static ParameterRule BuildChoice(string name, string refusal, params string[] choices) =>
        new(name, ParameterPhase.Build, ParameterKind.Choice) { Choices = choices, Refusal = refusal };

    /// <summary>Parameters that only servers check.</summary>
    public static IEnumerable<ParameterRule> Any(ParameterPhase phase, params string[] names) =>
        names.Select(name => new ParameterRule(name, phase, ParameterKind.Any));

    /// <summary>A whole number, given with a search.</summary>
    public static ParameterRule SearchInteger(string name, int low, int high) =>
        new(name, ParameterPhase.Search, ParameterKind.Integer) { Low = low, High = high };

    /// <summary>A number, given with a search.</summary>
    public static ParameterRule SearchNumber(string name, float low, float high) =>
        new(name, ParameterPhase.Search, ParameterKind.Number) { Low = low, High = high };

    /// <summary>A number of candidates, given with a search.</summary>
    public static ParameterRule SearchCandidates(string name) =>
        new(name, ParameterPhase.Search, ParameterKind.Integer) { Low = 1, High = int.MaxValue, IsOfCandidates = true };
}
