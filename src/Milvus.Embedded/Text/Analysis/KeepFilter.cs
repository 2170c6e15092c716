using System.Text;
using System.Text.RegularExpressions;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Drops the tokens that fail a test; the others keep their positions.</summary>
internal sealed class KeepFilter(Func<string, bool> keep) : ITokenFilter
{
    /// <summary>ASCII letters and digits only.</summary>
    public static KeepFilter AlphaNumOnly { get; } = new(term => term.All(char.IsAsciiLetterOrDigit));

    /// <summary>With a Chinese character in it.</summary>
    public static KeepFilter CnCharOnly { get; } = new(term => term.EnumerateRunes().Any(Alphabet.IsHan));

    /// <summary>With a Chinese character, or an ASCII letter or digit, in it.</summary>
    public static KeepFilter CnAlphaNumOnly { get; } =
        new(term =>
            term.EnumerateRunes().Any(rune => Alphabet.IsHan(rune) || (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value))));

    /// <summary>Without punctuation and blanks.</summary>
    public static KeepFilter RemovePunct { get; } =
        new(term => !term.EnumerateRunes().Any(rune => Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune)));

    /// <summary>At most so many bytes of UTF-8.</summary>
    public static KeepFilter Length(ulong maximum) => new(term => (ulong)Encoding.UTF8.GetByteCount(term) <= maximum);

    public static KeepFilter Stop(IReadOnlySet<string> words) => new(term => !words.Contains(term));

    /// <summary>With a match of the expression.</summary>
    public static KeepFilter Matching(Regex expression) => new(expression.IsMatch);

    public List<TextToken> Apply(List<TextToken> tokens)
    {
        tokens.RemoveAll(token => !keep(token.Term));
        return tokens;
    }
}
