using System.Globalization;
using System.Numerics;

namespace Milvus.Core.Types;

/// <summary>A parameter of an index type: its name, its valid values, and its default.</summary>
/// <param name="Name">The name, as servers spell it.</param>
/// <param name="Phase">The request that has the parameter.</param>
/// <param name="Kind">The kind of its values.</param>
internal sealed record ParameterRule(string Name, ParameterPhase Phase, ParameterKind Kind)
{
    /// <summary>The minimum.</summary>
    public double Low { get; init; } = double.MinValue;

    /// <summary>The maximum.</summary>
    public double High { get; init; } = double.MaxValue;

    /// <summary>Whether the maximum itself is excluded.</summary>
    public bool ExcludesHigh { get; init; }

    /// <summary>Whether only powers of two are valid.</summary>
    public bool IsPowerOfTwo { get; init; }

    /// <summary>Whether the value must be at least the requested number of hits.</summary>
    public bool IsOfCandidates { get; init; }

    /// <summary>The valid values of a choice; empty for other kinds.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether choices are case-insensitive.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The metric to which the rule applies; null for all.</summary>
    public string? Metric { get; init; }

    /// <summary>The default of the embedded engine; null if the engine does not use the parameter.</summary>
    public double? Default { get; init; }

    /// <summary>
    /// The default of Milvus, which the client sends to servers that require the parameter (before Milvus 2.5); null if none do.
    /// </summary>
    public int? SentDefault { get; init; }

    /// <summary>
    /// The error for an invalid value, if it differs from that of other parameters: {0} is the name, {1} the value, {2} the choices
    /// separated by spaces, {3} by commas, {4} the metric.
    /// </summary>
    public string? Refusal { get; init; }

    /// <summary>The error for a value of another kind, if it differs from that of other parameters: {0} and {1} as above.</summary>
    public string? KindRefusal { get; init; }

    /// <summary>The error for a missing parameter; null if the parameter is optional.</summary>
    public string? MissingRefusal { get; init; }

    /// <summary>What the embedded engine, or Milvus, uses for a parameter that is left out; null if that is not known.</summary>
    /// <param name="isOfEngine">Whether the embedded engine is asked.</param>
    public double? GetDefault(bool isOfEngine) => isOfEngine ? Default : SentDefault ?? Default;

    private string Range => Kind == ParameterKind.Integer
        ? string.Create(CultureInfo.InvariantCulture, $"[{Low:F0}, {High:F0}]")
        : string.Create(CultureInfo.InvariantCulture, $"[{(float)Low:F6}, {(float)High:F6}{(ExcludesHigh ? ')' : ']')}");

    /// <summary>How a whole number is refused; null for one in range.</summary>
    /// <param name="number">The number.</param>
    /// <param name="written">As it was given.</param>
    public string? FindFault(long number, string written) =>
        number >= Low && number <= High && (!IsPowerOfTwo || BitOperations.IsPow2(number))
            ? null
            : CreateFault(number.ToString(CultureInfo.InvariantCulture), written);

    /// <summary>How a number is refused; null for one in range.</summary>
    /// <param name="number">The number.</param>
    /// <param name="written">As it was given.</param>
    public string? FindFault(float number, string written) =>
        number >= (float)Low && (ExcludesHigh ? number < (float)High : number <= (float)High) ? null : CreateFault(written, written);

    /// <summary>An integer of the creation of an index.</summary>
    public static ParameterRule BuildInteger(string name, int low, int high) =>
        new(name, ParameterPhase.Build, ParameterKind.Integer) { Low = low, High = high };

    /// <summary>A number of the creation of an index.</summary>
    public static ParameterRule BuildNumber(string name, float low, float high) =>
        new(name, ParameterPhase.Build, ParameterKind.Number) { Low = low, High = high };

    /// <summary>A choice of the creation of an index.</summary>
    public static ParameterRule BuildChoice(string name, string refusal, params string[] choices) =>
        new(name, ParameterPhase.Build, ParameterKind.Choice) { Choices = choices, Refusal = refusal };

    /// <summary>Parameters that only servers check.</summary>
    public static IEnumerable<ParameterRule> Any(ParameterPhase phase, params string[] names) =>
        names.Select(name => new ParameterRule(name, phase, ParameterKind.Any));

    /// <summary>An integer of a search.</summary>
    public static ParameterRule SearchInteger(string name, int low, int high) =>
        new(name, ParameterPhase.Search, ParameterKind.Integer) { Low = low, High = high };

    /// <summary>A number of a search.</summary>
    public static ParameterRule SearchNumber(string name, float low, float high) =>
        new(name, ParameterPhase.Search, ParameterKind.Number) { Low = low, High = high };

    /// <summary>A number of candidates of a search, which must be at least the number of hits.</summary>
    public static ParameterRule SearchCandidates(string name) =>
        new(name, ParameterPhase.Search, ParameterKind.Integer) { Low = 1, High = int.MaxValue, IsOfCandidates = true };

    private string CreateFault(string number, string written) => Refusal is { } refusal
        ? string.Format(CultureInfo.InvariantCulture, refusal, Name, number)
        : $"Out of range in json: param '{Name}' ({written}) should be in range {Range}";
}
