namespace Milvus.Tests.Filter;

/// <summary>A JSON value of a test row, as opposed to a text.</summary>
internal sealed record JsonText(string Text);
