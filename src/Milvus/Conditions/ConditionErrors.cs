using System.Management.Automation.Language;

namespace Milvus.Conditions;

/// <summary>Creates the errors of one script block, which name the part at fault and its position.</summary>
/// <param name="block">The place of the whole block.</param>
internal sealed class ConditionErrors(IScriptExtent block)
{
    private const int MaxLength = 60;

    /// <summary>The error of a part that has no translation.</summary>
    /// <param name="at">The part.</param>
    /// <param name="why">The reason, as a clause: a filter cannot call methods.</param>
    /// <param name="advice">What can be written instead, as a sentence.</param>
    internal MilvusException Create(IScriptExtent at, string why, string advice) =>
        new(MilvusErrorId.FilterSyntax, $"-Where, {Place(at)}: '{Shorten(at.Text)}' cannot be translated: {why}.")
        {
            RecommendedAction = advice,
        };

    /// <summary>The error of a part whose translation the server refuses.</summary>
    /// <param name="at">The part.</param>
    /// <param name="failure">The error of the server.</param>
    /// <param name="advice">What can be written instead, as a sentence.</param>
    internal MilvusException CreateRefused(IScriptExtent at, MilvusException failure, string advice) =>
        failure.With($"-Where, {Place(at)}: the server refuses '{Shorten(at.Text)}': {failure.Message}", action: advice);

    // Positions count from the opening brace, because a block at the prompt has no line numbers of its own.
    private string Place(IScriptExtent at)
    {
        var line = at.StartLineNumber - block.StartLineNumber + 1;
        return line > 1
            ? $"line {line}, column {at.StartColumnNumber}"
            : $"character {at.StartOffset - block.StartOffset + 1}";
    }

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxLength ? line : string.Concat(line.AsSpan(0, MaxLength), "…");
    }
}
