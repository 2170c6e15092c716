using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>French, as published at snowballstem.org/algorithms/french/stemmer.html, revision 3.0.0.</summary>
internal static class FrenchStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouyâàëéêèïîôûù");
    private static readonly SearchValues<char> _beforeOux = SearchValues.Create("bhjlnp");
    private static readonly SearchValues<char> _elided = SearchValues.Create("cdjlmnst");
    private static readonly SearchValues<char> _keepS = SearchValues.Create("aiouès");

    private static readonly SuffixRules _beforeEment = new()
    {
        { "iv", static word => word.InR2 && word.Delete() && word.Slice("at") && word.InR2 && word.Delete() },
        { "eus", DeleteOrEux },
        { "abl iqU", static word => word.InR2 && word.Delete() },
        { "ièr Ièr", static word => word.InRV && word.Replace("i") },
    };

    private static readonly SuffixRules _beforeIte = new()
    {
        { "abil", static word => word.InR2 ? word.Delete() : word.Replace("abl") },
        { "ic", DeleteOrIqu },
        { "iv", static word => word.InR2 && word.Delete() },
    };

    private static readonly SuffixRules _standardEndings = new()
    {
        { "ance iqUe isme able iste eux ances iqUes ismes ables istes", static word => word.InR2 && word.Delete() },
        {
            "atrice ateur ation atrices ateurs ations",
            static word => word.InR2 && word.Delete() && word.Try(static word => word.Slice("ic") && DeleteOrIqu(word))
        },
        { "logie logies", static word => word.InR2 && word.Replace("log") },
        { "usion ution usions utions", static word => word.InR2 && word.Replace("u") },
        { "ence ences", static word => word.InR2 && word.Replace("ent") },
        { "ement ements", static word => word.InRV && word.Delete() && word.Try(static word => word.Apply(_beforeEment)) },
        { "ité ités", static word => word.InR2 && word.Delete() && word.Try(static word => word.Apply(_beforeIte)) },
        {
            "if ive ifs ives",
            static word => word.InR2 && word.Delete() && word.Try(static word =>
                word.Slice("at") && word.InR2 && word.Delete() && word.Slice("ic") && DeleteOrIqu(word))
        },
        { "eaux", "eau" },
        { "aux", static word => word.InR1 && word.Replace("al") },
        { "oux", static word => word.Take(_beforeOux) && word.Replace("ou") },
        { "euse euses", DeleteOrEux },
        { "issement issements", static word => word.InR1 && word.TakeOther(_vowels) && word.Delete() },

        // These rules return false, because verb endings are removed from the rest, which is mostly a participle.
        { "amment", static word => word.InRV && word.Replace("ant") && false },
        { "emment", static word => word.InRV && word.Replace("ent") && false },
        { "ment ments", static word => word.Test(static word => word.Take(_vowels) && word.InRV) && word.Delete() && false },
    };

    private static readonly SuffixRules _verbEndingsWithI = new()
    {
        {
            "îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais issait "
            + "issant issante issantes issants isse issent isses issez issiez issions issons it",
            static word => word.Not(static word => word.Take("H")) && word.TakeOther(_vowels) && word.Delete()
        },
    };

    private static readonly SuffixRules _keepAis = new() { { "al", static word => word.Skip(1) && word.AtStart }, "auv épl" };

    private static readonly SuffixRules _verbEndings = new()
    {
        { "ions", static word => word.InR2 && word.Delete() },
        {
            "é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez eais",
            static word => word.Delete()
        },
        {
            "âmes ât âtes a ai aIent ait ant ante antes ants as asse assent asses assiez assions",
            static word => word.Try(static word => word.Take("e") && word.InRV && word.EndSlice()) && word.Delete()
        },
        { "ais aise aises", static word => word.Not(static word => word.Take(_keepAis)) && word.Delete() },
    };

    private static readonly SuffixRules _residualEndings = new()
    {
        { "ion", static word => word.InR2 && (word.Take("s") || word.Take("t")) && word.Delete() },
        { "ier ière Ier Ière", "i" },
        { "e", static word => word.Delete() },
    };

    private static readonly SuffixRules _doubledEndings = new() { "enn onn ett ell eill" };

    public static string Stem(string text)
    {
        text = FrenchLetters.Mark(DropElision(text), _vowels);
        var r1 = Regions.AfterVowelAndConsonant(text, _vowels);
        var r2 = Regions.AfterVowelAndConsonant(text, _vowels, r1);
        var word = new Word(text) { RV = VerbRegion(text), R1 = r1, R2 = r2 };
        word.Do(static word => word.Either(StemInflection, StemResidue));
        word.Do(static word => word.Test(static word => word.Take(_doubledEndings)) && word.DeleteLetter());
        word.Do(static word => word.TakeOther(_vowels) && word.GoTo(_vowels) && (word.Slice("é") || word.Slice("è")) && word.Replace("e"));
        return FrenchLetters.Unmark(word.Text);
    }

    private static string DropElision(string text)
    {
        var length = text switch
        {
            [var letter, '\'', _, ..] when _elided.Contains(letter) => 2,
            ['q', 'u', '\'', _, ..] => 3,
            _ => 0,
        };
        return text[length..];
    }

    private static int VerbRegion(string text)
    {
        if (text.Length >= 3)
        {
            var startsWithVowels = _vowels.Contains(text[0]) && _vowels.Contains(text[1]);
            var startsWithNi = text.StartsWith("ni", StringComparison.Ordinal) && _vowels.Contains(text[2]);
            if (startsWithVowels || startsWithNi || text[..3] is "par" or "col" or "tap")
            {
                return 3;
            }
        }

        return text.Length == 0 ? 0 : Regions.AfterVowel(text, _vowels, 1);
    }

    private static bool StemInflection(Word word) =>
        word.Test(static word => word.Either(
            static word => word.Apply(_standardEndings),
            static word => word.Within(word.RV, static word => word.Apply(_verbEndingsWithI)),
            static word => word.ApplyWithin(word.RV, _verbEndings)))
        && word.Try(static word => word.Slice("Y") ? word.Replace("i") : word.Slice("ç") && word.Replace("c"));

    private static bool StemResidue(Word word) =>
        word.Try(static word =>
            word.Slice("s")
            && word.Test(static word => word.Either(static word => word.Take("Hi"), static word => word.TakeOther(_keepS)))
            && word.Delete())
        && word.Within(word.RV, static word => word.Apply(_residualEndings));

    private static bool DeleteOrEux(Word word) => word.InR2 ? word.Delete() : word.InR1 && word.Replace("eux");

    private static bool DeleteOrIqu(Word word) => word.InR2 ? word.Delete() : word.Replace("iqU");
}
