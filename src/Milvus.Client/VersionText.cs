namespace Milvus.Client;

/// <summary>Reads the versions that servers of Milvus report, for example v2.3.5-lite.</summary>
internal static class VersionText
{
    /// <summary>The numbers of a version; null for other text.</summary>
    internal static Version? TryParse(string text) =>
        Version.TryParse(text.TrimStart('v').Split('-', '+')[0], out var version) ? version : null;
}
