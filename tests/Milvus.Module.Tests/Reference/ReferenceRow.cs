namespace Milvus.Module.Tests.Reference;

/// <summary>A method of pymilvus and the corresponding line; an empty line if there is none.</summary>
internal sealed record ReferenceRow(string Method, string Line);
