namespace Milvus.Embedded.Errors;

/// <summary>A filter expression that cannot be compiled. The message has the form of Milvus and quotes the expression.</summary>
internal sealed class FilterException(string message, int position, string? detail = null) : Exception(message)
{
    /// <summary>The message without the expression.</summary>
    public string Detail { get; } = detail ?? message;

    /// <summary>The position in the expression, as a zero-based index of UTF-16 units.</summary>
    public int Position { get; } = position;
}
