namespace Milvus.Core.Marshalling.Values;

/// <summary>
/// A JSON string as the value of a JSON field, where plain text means JSON text: "5" is the string, not the number.
/// </summary>
internal sealed record JsonString(string Text)
{
    /// <summary>The text of a JSON string, for code that supports only texts; any other value unchanged.</summary>
    internal static object? Unmark(object? value) => value is JsonString marked ? marked.Text : value;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
