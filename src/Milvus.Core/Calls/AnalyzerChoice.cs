namespace Milvus;

/// <summary>Selects an analyzer: by its parameters, or that of a field.</summary>
internal sealed class AnalyzerChoice
{
    /// <summary>Parameters as JSON; null for the field's, or the standard analyzer.</summary>
    internal string? Parameters { get; init; }

    /// <summary>The collection of the field.</summary>
    internal string? Collection { get; init; }

    /// <summary>The field.</summary>
    internal string? Field { get; init; }

    /// <summary>If a field has several analyzers: one name for all texts, or one for each.</summary>
    internal IReadOnlyList<string> Names { get; init; } = [];
}
