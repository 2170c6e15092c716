namespace Milvus.Module.Tests.Documents;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The file, relative to the repository.</param>
/// <param name="Line">The line of its first content line, counted from 1.</param>
/// <param name="Language">The word after the fence; empty without one.</param>
/// <param name="Text">The content.</param>
internal sealed record DocumentBlock(string Page, int Line, string Language, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Page}:{Line}";
}
