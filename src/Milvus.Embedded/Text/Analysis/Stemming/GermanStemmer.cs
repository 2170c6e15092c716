using System.Buffers;
using System.Text;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>German, as published at snowballstem.org/algorithms/german/stemmer.html, revision 3.0.0.</summary>
internal static class GermanStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouyäöü");
    private static readonly SearchValues<char> _beforeEt = SearchValues.Create("dfgklmnrstUzä");
    private static readonly SearchValues<char> _beforeS = SearchValues.Create("bdfghklmnrt");
    private static readonly SearchValues<char> _beforeSt = SearchValues.Create("bdfghklmnt");

    /// <summary>Words in which -et belongs to the stem.</summary>
    private static readonly SuffixRules _keepEt = new() { "geordn intern plan tick tr" };

    private static readonly SuffixRules _inflections = new()
    {
        { "em", word => word.Not(static word => word.Take("syst")) && word.Delete() },
        { "ern er erin erinnen", word => word.Delete() },
        {
            "e en es",
            word => word.Delete() && word.Try(static word => word.Slice("s") && word.Take("nis") && word.Delete())
        },
        { "s", word => word.Take(_beforeS) && word.Delete() },
        { "ln lns", "l" },
    };

    private static readonly SuffixRules _verbEndings = new()
    {
        { "en er est", word => word.Delete() },
        { "st", word => word.Take(_beforeSt) && word.Skip(3) && word.Delete() },
        {
            "et",
            word => word.Test(static word => word.Take(_beforeEt)) && word.Not(static word => word.Take(_keepEt)) && word.Delete()
        },
    };

    private static readonly SuffixRules _beforeKeit = new() { { "lich ig", word => word.Delete() } };

    private static readonly SuffixRules _derivations = new()
    {
        { "end ung", word => word.Delete() && word.Try(static word => word.Slice("ig") && MayLoseIg(word) && word.InR2 && word.Delete()) },
        { "ig ik isch", word => MayLoseIg(word) && word.Delete() },
        {
            "lich heit",
            word => word.Delete()
                && word.Try(static word => (word.Slice("er") || word.Slice("en")) && word.InR1 && word.Delete())
        },
        { "keit", word => word.Delete() && word.Try(static word => word.Apply(_beforeKeit, word.R2)) },
    };

    public static string Stem(string text)
    {
        text = MarkConsonants(text);
        var r1 = Regions.AfterVowelAndConsonant(text, _vowels);
        var word = new Word(text);
        if (text.Length >= 3)
        {
            word.R1 = Math.Max(3, r1);
            word.R2 = Regions.AfterVowelAndConsonant(text, _vowels, r1);
        }

        word.Do(static word => word.Apply(_inflections, word.R1));
        word.Do(static word => word.Apply(_verbEndings, word.R1));
        word.Do(static word => word.Apply(_derivations, word.R2));
        return word.Text.Replace('Y', 'y').Replace('U', 'u').Replace('ä', 'a').Replace('ö', 'o').Replace('ü', 'u');
    }

    private static bool MayLoseIg(Word word) => word.Not(static word => word.Take("e"));

    /// <summary>Writes u and y between vowels as capitals, and unifies the spellings of ß and the umlauts.</summary>
    private static string MarkConsonants(string text)
    {
        text = Letters.MarkBetweenVowels(text, _vowels, "uy");
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var pair = text.AsSpan(at, Math.Min(2, text.Length - at));
            var (letters, width) = pair switch
            {
                ['ß', ..] => ("ss", 1),
                "ae" => ("ä", 2),
                "oe" => ("ö", 2),
                "ue" => ("ü", 2),
                "qu" => ("qu", 2),
                _ => (null, 1),
            };
            _ = letters is null ? result.Append(text[at]) : result.Append(letters);
            at += width - 1;
        }

        return result.ToString();
    }
}
