using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Romanian, as published at snowballstem.org/algorithms/romanian/stemmer.html, revision 3.0.0.</summary>
internal static class RomanianStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouâîă");

    private static readonly SuffixRules _articles = new()
    {
        { "ul ului", static word => word.Delete() },
        { "aua", "a" },
        { "ea ele elor", "e" },
        { "ii iua iei iile iilor ilor", "i" },
        { "ile", static word => word.Not(static word => word.Take("ab")) && word.Replace("i") },
        { "atei", "at" },
        { "ație ația", "ați" },
    };

    private static readonly SuffixRules _combinedEndings = new()
    {
        { "abilitate abilitati abilităi abilități", "abil" },
        { "ibilitate", "ibil" },
        { "ivitate ivitati ivităi ivități", "iv" },
        { "icitate icitati icităi icități icator icatori iciv iciva icive icivi icivă ical icala icale icali icală", "ic" },
        { "ativ ativa ative ativi ativă ațiune atoare ator atori ătoare ător ători", "at" },
        { "itiv itiva itive itivi itivă ițiune itoare itor itori", "it" },
    };

    private static readonly SuffixRules _standardEndings = new()
    {
        {
            "at ata ată ati ate ut uta ută uti ute it ita ită iti ite ic ica ice ici ică abil abila abile abili abilă ibil ibila ibile "
            + "ibili ibilă oasa oasă oase os osi oși ant anta ante anti antă ator atori itate itati ităi ități iv iva ive ivi ivă",
            static word => word.Delete()
        },
        { "iune iuni", static word => word.Take("ț") && word.EndSlice() && word.Replace("t") },
        { "ism isme ist ista iste isti istă iști", "ist" },
    };

    private static readonly SuffixRules _verbEndings = new()
    {
        {
            "are ere ire âre ind ând indu ându eze ească ez ezi ează esc ești ește ăsc ăști ăște am ai au eam eai ea eați eau iam iai ia "
            + "iați iau ui ași arăm arăți ară uși urăm urăți ură iși irăm irăți iră âi âși ârăm ârăți âră asem aseși ase aserăm aserăți "
            + "aseră isem iseși ise iserăm iserăți iseră âsem âseși âse âserăm âserăți âseră usem useși use userăm userăți useră",
            static word => (word.TakeOther(_vowels) || word.Take("u")) && word.Delete()
        },
        {
            "ăm ați em eți im iți âm âți seși serăm serăți seră sei se sesem seseși sese seserăm seserăți seseră",
            static word => word.Delete()
        },
    };

    private static readonly SuffixRules _lastVowels = new() { { "a e i ie ă", static word => word.Delete() } };

    public static string Stem(string text)
    {
        text = Letters.MarkBetweenVowels(Letters.Replace(text, "şţ", "șț"), _vowels, "ui");
        var r1 = Regions.AfterVowelAndConsonant(text, _vowels);
        var r2 = Regions.AfterVowelAndConsonant(text, _vowels, r1);
        var word = new Word(text) { RV = Regions.Verb(text, _vowels), R1 = r1, R2 = r2 };
        word.Do(static word => word.Apply(_articles, word.R1));

        // Verb endings are not removed if a noun ending was.
        if (!CutNounEnding(word))
        {
            word.Do(static word => word.Within(word.RV, static word => word.Apply(_verbEndings)));
        }

        word.Do(static word => word.Apply(_lastVowels, word.RV));
        return word.Text.Replace('I', 'i').Replace('U', 'u');
    }

    private static bool CutNounEnding(Word word)
    {
        var cut = false;
        while (word.Test(static word => word.Apply(_combinedEndings, word.R1)))
        {
            cut = true;
        }

        return word.Test(static word => word.Apply(_standardEndings, word.R2)) || cut;
    }
}
