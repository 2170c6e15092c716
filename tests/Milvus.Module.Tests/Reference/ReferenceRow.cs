namespace Milvus.Module.Tests.Reference;

/// <summary>A method of pymilvus and the line that does the same; an empty line where there is none.</summary>
internal sealed record ReferenceRow(string Method, string Line);
