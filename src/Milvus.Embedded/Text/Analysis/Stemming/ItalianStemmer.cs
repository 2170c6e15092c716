using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Italian, as published at snowballstem.org/algorithms/italian/stemmer.html, revision 3.0.0.</summary>
internal static class ItalianStemmer
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeiouàèìòù");
    private static readonly SearchValues<char> _lastVowels = SearchValues.Create("aeioàèìò");
    private static readonly SearchValues<char> _beforeH = SearchValues.Create("cg");

    private static readonly SuffixRules _pronouns = new()
    {
        "ci gli la le li lo mi ne si ti vi sene gliela gliele glieli glielo gliene mela mele meli melo mene tela tele teli telo tene "
        + "cela cele celi celo cene vela vele veli velo vene",
    };

    private static readonly SuffixRules _beforePronoun = new() { { "ando endo", static word => word.Delete() }, { "ar er ir", "e" } };

    private static readonly SuffixRules _beforeAmente = new()
    {
        { "iv", static word => word.Delete() && word.Slice("at") && word.InR2 && word.Delete() },
        { "os ic abil", static word => word.Delete() },
    };

    private static readonly SuffixRules _beforeIta = new() { { "abil ic iv", static word => word.InR2 && word.Delete() } };

    private static readonly SuffixRules _standardEndings = new()
    {
        {
            "anza anze ico ici ica ice iche ichi ismo ismi abile abili ibile ibili ista iste isti istà istè istì oso osi osa ose mente "
            + "atrice atrici ante anti",
            static word => word.InR2 && word.Delete()
        },
        {
            "azione azioni atore atori",
            static word => word.InR2 && word.Delete() && word.Try(static word => word.Slice("ic") && word.InR2 && word.Delete())
        },
        { "logia logie", static word => word.InR2 && word.Replace("log") },
        { "uzione uzioni usione usioni", static word => word.InR2 && word.Replace("u") },
        { "enza enze", static word => word.InR2 && word.Replace("ente") },
        { "amento amenti imento imenti", static word => word.InRV && word.Delete() },
        { "amente", static word => word.InR1 && word.Delete() && word.Try(static word => word.Apply(_beforeAmente, word.R2)) },
        { "ità", static word => word.InR2 && word.Delete() && word.Try(static word => word.Apply(_beforeIta)) },
        {
            "ivo ivi iva ive",
            static word => word.InR2 && word.Delete() && word.Try(static word =>
                word.Slice("at") && word.InR2 && word.Delete() && word.Slice("ic") && word.InR2 && word.Delete())
        },
    };

    private static readonly SuffixRules _verbEndings = new()
    {
        {
            "ammo ando ano are arono asse assero assi assimo ata ate ati ato ava avamo avano avate avi avo emmo enda ende endi endo erà "
            + "erai eranno ere erebbe erebbero erei eremmo eremo ereste eresti erete erò erono essero ete eva evamo evano evate evi evo "
            + "Yamo iamo immo irà irai iranno ire irebbe irebbero irei iremmo iremo ireste iresti irete irò irono isca iscano isce isci "
            + "isco iscono issero ita ite iti ito iva ivamo ivano ivate ivi ivo ono uta ute uti uto ar ir",
            static word => word.Delete()
        },
    };

    public static string Stem(string text)
    {
        text = Letters.Replace(text, "áéíóú", "àèìòù").Replace("qu", "qU", StringComparison.Ordinal);
        text = Letters.MarkBetweenVowels(text, _vowels, "ui");
        var r1 = Regions.AfterVowelAndConsonant(text, _vowels);
        var word = new Word(text) { RV = VerbRegion(text), R1 = r1, R2 = Regions.AfterVowelAndConsonant(text, _vowels, r1) };
        word.Do(static word => word.Apply(_pronouns) && word.Take(_beforePronoun, word.RV));
        word.Do(static word => word.Either(
            static word => word.Apply(_standardEndings),
            static word => word.Within(word.RV, static word => word.Apply(_verbEndings))));
        word.Do(StemLastVowels);
        return word.Text.Replace('I', 'i').Replace('U', 'u');
    }

    /// <summary>RV is shorter in "divano", which would otherwise have the stem of "diva".</summary>
    private static int VerbRegion(string text) =>
        text.StartsWith("divan", StringComparison.Ordinal) ? 5 : Regions.Verb(text, _vowels);

    private static bool StemLastVowels(Word word) =>
        word.Try(static word =>
            word.Slice(_lastVowels) && word.InRV && word.Delete() && word.Slice("i") && word.InRV && word.Delete())
        && word.Try(static word => word.Slice("h") && word.Take(_beforeH) && word.InRV && word.Delete());
}
