using System.Text;

namespace Milvus.Client.Errors;

/// <summary>The secrets of a connection, so that a server's text that echoes one is masked before anybody sees it.</summary>
internal sealed class Secrets
{
    private const string Mask = "***";

    private readonly string[] _values;

    internal Secrets(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            _values = [];
            return;
        }

        var values = new List<string> { token, Convert.ToBase64String(Encoding.UTF8.GetBytes(token)) };
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && token.Length - colon > 4)
        {
            values.Add(token[(colon + 1)..]);
        }

        _values = [.. values];
    }

    /// <summary>The text without the secrets.</summary>
    internal string Hide(string text)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, Mask, StringComparison.Ordinal);
        }

        return text;
    }
}
