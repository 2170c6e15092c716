namespace Milvus.Formats.Json;

/// <summary>The reason of a JSON error, without the details of the parser.</summary>
internal static class JsonReason
{
    private static readonly string[] _ends = [" in this mode", " Path: ", " LineNumber: "];

    internal static string GetReason(Exception failure)
    {
        var text = failure.Message;
        foreach (var end in _ends)
        {
            var at = text.IndexOf(end, StringComparison.Ordinal);
            text = at < 0 ? text : text[..at];
        }

        return text.TrimEnd('.', ' ').Replace(" which is not supported", ", which JSON does not have", StringComparison.Ordinal);
    }
}
