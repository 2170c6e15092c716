namespace Milvus.Files;

/// <summary>Finds the character between the fields of a header that was read with another one.</summary>
internal static class Delimiters
{
    private const char Quote = '"';
    private static readonly char[] _usual = [',', ';', '\t', '|'];

    /// <summary>The usual separator that splits a header into names that fit; null if none does.</summary>
    internal static char? Find(IEnumerable<string?> header, char used, Func<IReadOnlyList<string>, bool> fits)
    {
        var line = string.Join(used, header);
        foreach (var separator in _usual.Where(one => one != used && line.Contains(one, StringComparison.Ordinal)))
        {
            if (fits([.. line.Split(separator).Select(name => name.Trim(Quote))]))
            {
                return separator;
            }
        }

        return null;
    }

    /// <summary>A separator for an error.</summary>
    internal static string Show(char separator) => separator == '\t' ? "a tab" : $"'{separator}'";

    /// <summary>The parameter that reads or writes files with a separator.</summary>
    internal static string Advise(char separator) => $"Use -Delimiter {(separator == '\t' ? "\"`t\"" : $"'{separator}'")}.";
}
