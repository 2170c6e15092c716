namespace Milvus.Columns;

/// <summary>
/// A JSON string as the value of a JSON field, where a plain text is taken for JSON text: "5" is the text, not the number.
/// </summary>
internal sealed record JsonString(string Text)
{
    /// <summary>The text of a JSON string for a place that knows texts only; any other value as it is.</summary>
    internal static object? Plain(object? value) => value is JsonString marked ? marked.Text : value;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
