using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Filter.Syntax;

/// <summary>The text of an expression. It creates all errors about the expression.</summary>
internal sealed class FilterText(string text)
{
    /// <summary>An expression can have megabytes of keys, so an error quotes only its beginning.</summary>
    private const int QuotedLength = 1000;

    public string Text { get; } = text;

    public FilterException CreateError(string detail, int position) =>
        new($"cannot parse expression: {Quote()}, error: {detail}", position, detail);

    /// <summary>An error with its position in the text, in the form of the errors of Milvus' grammar.</summary>
    public FilterException CreateErrorAt(string detail, int position)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < position && i < Text.Length; i++)
        {
            if (Text[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }
        }

        return CreateError($"line {line}:{position - lineStart} {detail}", position);
    }

    public FilterException CreateNotBoolean(string dataType) =>
        new($"predicate is not a boolean expression: {Quote()}, data type: {dataType}", 0);

    /// <summary>A part of the text as Milvus quotes it: without the spaces between tokens. Spaces within string literals stay.</summary>
    public string Slice(int start, int end)
    {
        var kept = new System.Text.StringBuilder();
        var quote = '\0';
        for (var i = start; i < end; i++)
        {
            var c = Text[i];
            if (quote != '\0' || !char.IsWhiteSpace(c))
            {
                kept.Append(c);
            }

            if (quote == '\0' && (c is '\'' or '"'))
            {
                quote = c;
            }
            else if (quote != '\0' && c == '\\' && i + 1 < end)
            {
                kept.Append(Text[++i]);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
        }

        var part = kept.ToString();
        return part.Length <= QuotedLength ? part : part[..QuotedLength] + "…";
    }

    /// <summary>The part of the text with the parentheses around it.</summary>
    public string SliceInParentheses(int start, int end)
    {
        var before = Text.AsSpan(0, start).TrimEnd().Length;
        var after = Text.Length - Text.AsSpan(end).TrimStart().Length;
        while (before > 0 && after < Text.Length && Text[before - 1] == '(' && Text[after] == ')')
        {
            (start, end) = (before - 1, after + 1);
            before = Text.AsSpan(0, start).TrimEnd().Length;
            after = Text.Length - Text.AsSpan(end).TrimStart().Length;
        }

        return Slice(start, end);
    }

    private string Quote() =>
        Text.Length <= QuotedLength ? Text : $"{Text[..QuotedLength]}… ({Text.Length} characters)";
}
