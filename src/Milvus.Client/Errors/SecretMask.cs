using System.Text;

namespace Milvus.Client.Errors;

/// <summary>The secrets of a connection, which are masked in texts of the server.</summary>
internal sealed class SecretMask
{
    private const string Mask = "***";

    private string[] _values;

    internal SecretMask(string? token)
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

    /// <summary>Adds secrets to mask.</summary>
    internal void Add(IEnumerable<string> values)
    {
        var more = values.Where(value => value.Length > 0).SelectMany(value => new SecretMask(value)._values).ToArray();
        if (more.Length > 0)
        {
            string[] known;
            do
            {
                known = _values;
            }
            while (Interlocked.CompareExchange(ref _values, [.. known.Union(more, StringComparer.Ordinal)], known) != known);
        }
    }

    /// <summary>The text without the secrets.</summary>
    internal string Hide(string text)
    {
        foreach (var value in Volatile.Read(ref _values))
        {
            text = text.Replace(value, Mask, StringComparison.Ordinal);
        }

        return text;
    }
}
