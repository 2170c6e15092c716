using System.Text;
using System.Text.RegularExpressions;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Drops the tokens that fail a test. The others keep their positions.</summary>
internal sealed class KeepFilter(Func<string, bool> keep) : ITokenFilter
{
    /// <summary>Keeps tokens of only ASCII letters and digits.</summary>
    public static KeepFilter AlphaNumOnly { get; } = new(term => term.All(char.IsAsciiLetterOrDigit));

    /// <summary>Keeps tokens with a Chinese character.</summary>
    public static KeepFilter CnCharOnly { get; } = new(term => term.EnumerateRunes().Any(Alphabet.IsHan));

    /// <summary>Keeps tokens with a Chinese character, an ASCII letter or an ASCII digit.</summary>
    public static KeepFilter CnAlphaNumOnly { get; } =
        new(term =>
            term.EnumerateRunes().Any(rune => Alphabet.IsHan(rune) || (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value))));

    /// <summary>Drops tokens with punctuation or white space.</summary>
    public static KeepFilter RemovePunct { get; } =
        new(term => !term.EnumerateRunes().Any(rune => Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune)));

    /// <summary>Keeps tokens up to a length in bytes of UTF-8.</summary>
    public static KeepFilter Length(ulong maximum) => new(term => (ulong)Encoding.UTF8.GetByteCount(term) <= maximum);

    public static KeepFilter Stop(IReadOnlySet<string> words) => new(term => !words.Contains(term));

    /// <summary>Keeps tokens with a match of the expression.</summary>
    public static KeepFilter Matching(Regex expression) => new(expression.IsMatch);

    public List<TextToken> Apply(List<TextToken> tokens)
    {
        tokens.RemoveAll(token => !keep(token.Term));
        return tokens;
    }
}
