using System.Text;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>
/// Returns each longest run of characters of a class as a token. `standard`: letters and digits (SimpleTokenizer of Tantivy). `whitespace`:
/// all characters except ASCII white space (WhitespaceTokenizer of Tantivy).
/// </summary>
internal sealed class RunTokenizer(Func<Rune, bool> belongs) : ITokenizer
{
    public static RunTokenizer Standard { get; } = new(Alphabet.IsLetterOrDigit);

    public static RunTokenizer Whitespace { get; } = new(rune => !(rune.IsAscii && rune.Value is ' ' or '\t' or '\n' or '\f' or '\r'));

    public List<TextToken> Split(string text)
    {
        var tokens = new List<TextToken>();
        var start = -1;
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var width);
            if (belongs(rune))
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                tokens.Add(new TextToken(text[start..at], start, at, tokens.Count));
                start = -1;
            }

            at += width;
        }

        if (start >= 0)
        {
            tokens.Add(new TextToken(text[start..], start, text.Length, tokens.Count));
        }

        return tokens;
    }
}
