namespace Milvus.Tests.Filter;

/// <summary>A JSON value of a test row, which is not to be mistaken for a text.</summary>
internal sealed record JsonText(string Text);
