namespace Milvus.Core.Calls;

/// <summary>Selects an analyzer: by its parameters, or that of a field.</summary>
internal sealed class AnalyzerChoice
{
    /// <summary>The parameters as JSON; null for the analyzer of the field, or without a field the standard analyzer.</summary>
    internal string? Parameters { get; init; }

    /// <summary>The collection of the field.</summary>
    internal string? Collection { get; init; }

    /// <summary>The field.</summary>
    internal string? Field { get; init; }

    /// <summary>The names of analyzers, if the field has several: one for all texts, or one for each.</summary>
    internal IReadOnlyList<string> Names { get; init; } = [];
}
