namespace Milvus.Shell;

/// <summary>The label of a choice: "Yes to &amp;All" can be chosen with A or with its text.</summary>
internal readonly record struct ChoiceLabel(string Key, string Text)
{
    internal static ChoiceLabel Parse(string label)
    {
        var mark = label.IndexOf('&', StringComparison.Ordinal);
        var text = label.Replace("&", string.Empty, StringComparison.Ordinal);
        return new(mark >= 0 && mark + 1 < label.Length ? label[mark + 1].ToString().ToUpperInvariant() : text, text);
    }

    internal bool Is(string answer) =>
        answer.Equals(Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(Text, StringComparison.OrdinalIgnoreCase);
}
