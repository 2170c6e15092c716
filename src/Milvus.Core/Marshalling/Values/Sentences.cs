namespace Milvus.Core.Marshalling.Values;

/// <summary>Joins messages, of which each may begin in lower case, because it can follow the name of a file.</summary>
internal static class Sentences
{
    /// <summary>One text of several messages: each ends with a full stop, and each but the first begins with a capital.</summary>
    internal static string Join(IEnumerable<string> messages) => string.Join(
        " ",
        messages
            .Where(message => message.Length > 0)
            .Select(message => message[^1] == '.' ? message : message + ".")
            .Select((message, i) => i == 0 ? message : char.ToUpperInvariant(message[0]) + message[1..]));
}
