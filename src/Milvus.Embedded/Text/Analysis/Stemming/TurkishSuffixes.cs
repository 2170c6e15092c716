using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>
/// The suffixes of Turkish, named as in the literature: a capital of the suffix stands for a letter that follows the vowels of the word.
/// </summary>
internal static class TurkishSuffixes
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeıioöuü");
    private static readonly SearchValues<char> HighVowels = SearchValues.Create("ıiuü");

    /// <summary>The vowels that may come before each vowel of a suffix.</summary>
    private static readonly Dictionary<char, SearchValues<char>> Harmony = new()
    {
        ['a'] = SearchValues.Create("aıou"),
        ['e'] = SearchValues.Create("eiöü"),
        ['ı'] = SearchValues.Create("aı"),
        ['i'] = SearchValues.Create("ei"),
        ['o'] = SearchValues.Create("ou"),
        ['ö'] = SearchValues.Create("öü"),
        ['u'] = SearchValues.Create("ou"),
        ['ü'] = SearchValues.Create("öü"),
    };

    private static readonly SuffixRules Possessives = new() { "mız miz muz müz nız niz nuz nüz m n" };
    private static readonly SuffixRules Lari = new() { "leri ları" };
    private static readonly SuffixRules Nu = new() { "nı ni nu nü" };
    private static readonly SuffixRules Nun = new() { "ın in un ün" };
    private static readonly SuffixRules Ya = new() { "a e" };
    private static readonly SuffixRules Na = new() { "na ne" };
    private static readonly SuffixRules Da = new() { "da de ta te" };
    private static readonly SuffixRules Nda = new() { "nda nde" };
    private static readonly SuffixRules Dan = new() { "dan den tan ten" };
    private static readonly SuffixRules Ndan = new() { "ndan nden" };
    private static readonly SuffixRules Yla = new() { "la le" };
    private static readonly SuffixRules Nca = new() { "ca ce" };
    private static readonly SuffixRules Yum = new() { "ım im um üm" };
    private static readonly SuffixRules Sun = new() { "sın sin sun sün" };
    private static readonly SuffixRules Yuz = new() { "ız iz uz üz" };
    private static readonly SuffixRules Sunuz = new() { "sınız siniz sunuz sünüz" };
    private static readonly SuffixRules Lar = new() { "ler lar" };
    private static readonly SuffixRules Nuz = new() { "nız niz nuz nüz" };
    private static readonly SuffixRules Dur = new() { "tır tir tur tür dır dir dur dür" };
    private static readonly SuffixRules Casina = new() { "casına cesine" };
    private static readonly SuffixRules Ysa = new() { "sam san sak sem sen sek sa se" };
    private static readonly SuffixRules Ymus = new() { "mış miş muş müş" };

    private static readonly SuffixRules Ydu = new()
    {
        "tım tim tum tüm dım dim dum düm tın tin tun tün dın din dun dün tık tik tuk tük dık dik duk dük tı ti tu tü dı di du dü",
    };

    public static bool IsVowel(char letter) => Vowels.Contains(letter);

    /// <summary>The close vowel that follows the last vowel; null without one.</summary>
    public static string? LastVowel(Word word) => !word.GoTo(Vowels) ? null : word.Text[word.Cursor - 1] switch
    {
        'a' or 'ı' => "ı",
        'e' or 'i' => "i",
        'o' or 'u' => "u",
        _ => "ü",
    };

    public static bool TakePossessive(Word word) => word.Take(Possessives) && TakeOptionalU(word);

    public static bool TakeSu(Word word) => InHarmony(word) && word.Take(HighVowels) && TakeOptional(word, "s");

    public static bool TakeLari(Word word) => word.Take(Lari);

    public static bool TakeYu(Word word) => InHarmony(word) && word.Take(HighVowels) && TakeOptional(word, "y");

    public static bool TakeNu(Word word) => InHarmony(word) && word.Take(Nu);

    public static bool TakeNun(Word word) => InHarmony(word) && word.Take(Nun) && TakeOptional(word, "n");

    public static bool TakeYa(Word word) => InHarmony(word) && word.Take(Ya) && TakeOptional(word, "y");

    public static bool TakeNa(Word word) => InHarmony(word) && word.Take(Na);

    public static bool TakeDa(Word word) => InHarmony(word) && word.Take(Da);

    public static bool TakeNda(Word word) => InHarmony(word) && word.Take(Nda);

    public static bool TakeDan(Word word) => InHarmony(word) && word.Take(Dan);

    public static bool TakeNdan(Word word) => InHarmony(word) && word.Take(Ndan);

    public static bool TakeYla(Word word) => InHarmony(word) && word.Take(Yla) && TakeOptional(word, "y");

    public static bool TakeNca(Word word) => InHarmony(word) && word.Take(Nca) && TakeOptional(word, "n");

    public static bool TakeYum(Word word) => InHarmony(word) && word.Take(Yum) && TakeOptional(word, "y");

    public static bool TakeSun(Word word) => InHarmony(word) && word.Take(Sun);

    public static bool TakeYuz(Word word) => InHarmony(word) && word.Take(Yuz) && TakeOptional(word, "y");

    public static bool TakeSunuz(Word word) => word.Take(Sunuz);

    public static bool TakeLar(Word word) => InHarmony(word) && word.Take(Lar);

    public static bool TakeNuz(Word word) => InHarmony(word) && word.Take(Nuz);

    public static bool TakeDur(Word word) => InHarmony(word) && word.Take(Dur);

    public static bool TakeCasina(Word word) => word.Take(Casina);

    public static bool TakeYdu(Word word) => InHarmony(word) && word.Take(Ydu) && TakeOptional(word, "y");

    public static bool TakeYsa(Word word) => word.Take(Ysa) && TakeOptional(word, "y");

    public static bool TakeYmus(Word word) => InHarmony(word) && word.Take(Ymus) && TakeOptional(word, "y");

    public static bool TakeYken(Word word) => word.Take("ken") && TakeOptional(word, "y");

    /// <summary>Whether the last two vowels go together.</summary>
    private static bool InHarmony(Word word) => word.Test(static word =>
        word.GoTo(Vowels) && Harmony[word.Text[word.Cursor - 1]] is var before && word.Skip(1) && word.GoTo(before));

    /// <summary>Walks over a letter that joins a suffix to a vowel. Without it, a letter behind a vowel must stand there.</summary>
    private static bool TakeOptional(Word word, string letter) => word.Test(word => word.Take(letter))
        ? word.Take(letter) && word.Test(static word => word.Take(Vowels))
        : word.Test(static word => word.Skip(1) && word.Take(Vowels));

    /// <summary>Walks over a vowel that joins a suffix to a consonant. Without it, a letter behind a consonant must stand there.</summary>
    private static bool TakeOptionalU(Word word) => word.Take(HighVowels)
        ? word.Test(static word => word.TakeOther(Vowels))
        : word.Test(static word => word.Skip(1) && word.TakeOther(Vowels));
}
