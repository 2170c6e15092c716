namespace Milvus.Core.Marshalling.Values;

/// <summary>The recommended action for words that spreadsheets and databases write for booleans and for missing values.</summary>
internal static class CellAdvice
{
    private static readonly (string Yes, string No)[] _flags = [("yes", "no"), ("y", "n"), ("on", "off"), ("t", "f"), ("1", "0")];

    private static readonly HashSet<string> _missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "NULL", "NaN", "N/A", "#N/A", "NA", "n.a.", "none", "nil", "-", "\\N", "undefined",
    };

    /// <summary>The action for a value that is not of the wanted type; null for other values.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    /// <param name="wanted">The wanted type, as the message has it.</param>
    internal static string? Find(Field field, object value, string wanted)
    {
        if (value is not string text)
        {
            return null;
        }

        var word = text.Trim();
        if (wanted != "text" && FindMissing(field, word) is { } action)
        {
            return action;
        }

        if (wanted != "boolean")
        {
            return null;
        }

        var pair = Array.Find(_flags, pair => IsSame(pair.Yes, word) || IsSame(pair.No, word));
        var line = Convert($"$_.{field.Name} = $_.{field.Name} -eq '{pair.Yes ?? "yes"}'");
        return $"A boolean is true or false. {line} converts other words.";
    }

    /// <summary>The action for a word that means a missing value; null for other words.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    internal static string? FindMissing(Field field, object value) => value is string text && _missing.Contains(text.Trim())
        ? "An empty cell of a CSV file is null. "
            + $"{Convert($"if ($_.{field.Name} -eq '{text.Trim()}') {{ $_.{field.Name} = $null }}")} converts other words."
            + (field.Nullable ? string.Empty : $" {field.Name} is not nullable, so it also needs another value than $null.")
        : null;

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Convert(string statement) =>
        $"Import-Csv FILE | ForEach-Object {{ {statement}; $_ }} | Add-MilvusEntity COLLECTION";
}
