using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Hungarian, as published at snowballstem.org/algorithms/hungarian/stemmer.html, revision 3.0.0.</summary>
internal static class HungarianStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouáéíóöőúüű");

    private static readonly SuffixRules _doubledConsonants = new()
    {
        "bb cc ccs dd ff gg ggy jj kk ll lly mm nn nny pp rr ss ssz tt tty vv zz zzs",
    };

    private static readonly SuffixRules _instrumentals = new() { { "al el", DeleteBehindDouble } };

    private static readonly SuffixRules _factives = new() { { "á é", DeleteBehindDouble } };

    private static readonly SuffixRules _lengthenedVowels = new() { { "á", "a" }, { "é", "e" } };

    private static readonly SuffixRules _cases = new()
    {
        {
            "ban ben ba be ra re nak nek val vel tól től ról ről ból ből hoz hez höz nál nél ig at et ot öt ért képp képpen kor ul ül "
            + "vá vé onként enként anként ként en on an ön n t",
            static word => word.Delete() && word.Apply(_lengthenedVowels, word.R1)
        },
    };

    private static readonly SuffixRules _casesBehindLengthenedVowel = new() { { "én", "e" }, { "án ánként", "a" } };

    private static readonly SuffixRules _sociatives = new()
    {
        { "astul estül stul stül", static word => word.Delete() },
        { "ástul", "a" },
        { "éstül", "e" },
    };

    private static readonly SuffixRules _owned = new()
    {
        { "oké öké aké eké ké éi é", static word => word.Delete() },
        { "éké ééi éé", "e" },
        { "áké áéi", "a" },
    };

    private static readonly SuffixRules _singularOwners = new()
    {
        {
            "ünk unk nk juk jük uk ük em om am m od ed ad öd d ja je a e o",
            static word => word.Delete()
        },
        { "ánk ájuk ám ád á", "a" },
        { "énk éjük ém éd é", "e" },
    };

    private static readonly SuffixRules _pluralOwners = new()
    {
        {
            "jaim jeim aim eim im jaid jeid aid eid id jai jei ai ei i jaink jeink eink aink ink jaitok jeitek aitok eitek itek jeik jaik "
            + "aik eik ik",
            static word => word.Delete()
        },
        { "áim áid ái áink áitok áik", "a" },
        { "éim éid éi éink éitek éik", "e" },
    };

    private static readonly SuffixRules _plurals = new()
    {
        { "ák", "a" },
        { "ék", "e" },
        { "ök ak ok ek k", static word => word.Delete() },
    };

    private static readonly SuffixRules[] _steps =
    [
        _instrumentals, _cases, _casesBehindLengthenedVowel, _sociatives, _factives, _owned, _singularOwners, _pluralOwners, _plurals,
    ];

    public static string Stem(string text)
    {
        var startsWithVowel = text.Length > 0 && _vowels.Contains(text[0]);
        var r1 = startsWithVowel ? Regions.AfterConsonant(text, _vowels, 1) : Regions.AfterVowel(text, _vowels, 0);
        var word = new Word(text) { R1 = r1 };
        foreach (var step in _steps)
        {
            word.Do(word => word.Apply(step, word.R1));
        }

        return word.Text;
    }

    /// <summary>Removes the ending and one letter of the doubled consonant before it.</summary>
    private static bool DeleteBehindDouble(Word word) =>
        word.Test(static word => word.Take(_doubledConsonants)) && word.Delete() && word.Skip(1) && word.DeleteLetter();
}
