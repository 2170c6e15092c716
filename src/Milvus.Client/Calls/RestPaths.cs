namespace Milvus.Client.Calls;

/// <summary>The calls of the REST interface that this client uses.</summary>
internal static class RestPaths
{
    /// <summary>What the paths of all operations on imports begin with.</summary>
    internal const string Imports = "/v2/vectordb/jobs/import/";

    /// <summary>Starts an import.</summary>
    internal const string StartImport = Imports + "create";
}
