namespace Milvus.Module.Tests.Reference;

/// <summary>A section of the page: the lines that prepare it, then its rows in their order.</summary>
internal sealed record ReferenceSection(string Title, string Setup, IReadOnlyList<ReferenceRow> Rows);
