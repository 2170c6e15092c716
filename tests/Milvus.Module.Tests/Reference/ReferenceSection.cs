namespace Milvus.Module.Tests.Reference;

/// <summary>A section of the page: its set-up, and its rows in order.</summary>
internal sealed record ReferenceSection(string Title, string Setup, IReadOnlyList<ReferenceRow> Rows);
