using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>
/// The suffixes of Turkish, with the names of the literature. A capital in a name stands for a letter that depends on the vowels of the
/// word.
/// </summary>
internal static class TurkishSuffixes
{
    private static readonly SearchValues<char> _vowels = SearchValues.Create("aeıioöuü");
    private static readonly SearchValues<char> _highVowels = SearchValues.Create("ıiuü");

    /// <summary>The vowels that may precede each vowel of a suffix (vowel harmony).</summary>
    private static readonly Dictionary<char, SearchValues<char>> _harmony = new()
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

    private static readonly SuffixRules _possessives = new() { "mız miz muz müz nız niz nuz nüz m n" };
    private static readonly SuffixRules _lari = new() { "leri ları" };
    private static readonly SuffixRules _nu = new() { "nı ni nu nü" };
    private static readonly SuffixRules _nun = new() { "ın in un ün" };
    private static readonly SuffixRules _ya = new() { "a e" };
    private static readonly SuffixRules _na = new() { "na ne" };
    private static readonly SuffixRules _da = new() { "da de ta te" };
    private static readonly SuffixRules _nda = new() { "nda nde" };
    private static readonly SuffixRules _dan = new() { "dan den tan ten" };
    private static readonly SuffixRules _ndan = new() { "ndan nden" };
    private static readonly SuffixRules _yla = new() { "la le" };
    private static readonly SuffixRules _nca = new() { "ca ce" };
    private static readonly SuffixRules _yum = new() { "ım im um üm" };
    private static readonly SuffixRules _sun = new() { "sın sin sun sün" };
    private static readonly SuffixRules _yuz = new() { "ız iz uz üz" };
    private static readonly SuffixRules _sunuz = new() { "sınız siniz sunuz sünüz" };
    private static readonly SuffixRules _lar = new() { "ler lar" };
    private static readonly SuffixRules _nuz = new() { "nız niz nuz nüz" };
    private static readonly SuffixRules _dur = new() { "tır tir tur tür dır dir dur dür" };
    private static readonly SuffixRules _casina = new() { "casına cesine" };
    private static readonly SuffixRules _ysa = new() { "sam san sak sem sen sek sa se" };
    private static readonly SuffixRules _ymus = new() { "mış miş muş müş" };

    private static readonly SuffixRules _ydu = new()
    {
        "tım tim tum tüm dım dim dum düm tın tin tun tün dın din dun dün tık tik tuk tük dık dik duk dük tı ti tu tü dı di du dü",
    };

    public static bool IsVowel(char letter) => _vowels.Contains(letter);

    /// <summary>The close vowel that follows the last vowel of the word; null if it has no vowel.</summary>
    public static string? LastVowel(Word word) => !word.GoTo(_vowels) ? null : word.Text[word.Cursor - 1] switch
    {
        'a' or 'ı' => "ı",
        'e' or 'i' => "i",
        'o' or 'u' => "u",
        _ => "ü",
    };

    public static bool TakePossessive(Word word) => word.Take(_possessives) && TakeOptionalU(word);

    public static bool TakeSu(Word word) => InHarmony(word) && word.Take(_highVowels) && TakeOptional(word, "s");

    public static bool TakeLari(Word word) => word.Take(_lari);

    public static bool TakeYu(Word word) => InHarmony(word) && word.Take(_highVowels) && TakeOptional(word, "y");

    public static bool TakeNu(Word word) => InHarmony(word) && word.Take(_nu);

    public static bool TakeNun(Word word) => InHarmony(word) && word.Take(_nun) && TakeOptional(word, "n");

    public static bool TakeYa(Word word) => InHarmony(word) && word.Take(_ya) && TakeOptional(word, "y");

    public static bool TakeNa(Word word) => InHarmony(word) && word.Take(_na);

    public static bool TakeDa(Word word) => InHarmony(word) && word.Take(_da);

    public static bool TakeNda(Word word) => InHarmony(word) && word.Take(_nda);

    public static bool TakeDan(Word word) => InHarmony(word) && word.Take(_dan);

    public static bool TakeNdan(Word word) => InHarmony(word) && word.Take(_ndan);

    public static bool TakeYla(Word word) => InHarmony(word) && word.Take(_yla) && TakeOptional(word, "y");

    public static bool TakeNca(Word word) => InHarmony(word) && word.Take(_nca) && TakeOptional(word, "n");

    public static bool TakeYum(Word word) => InHarmony(word) && word.Take(_yum) && TakeOptional(word, "y");

    public static bool TakeSun(Word word) => InHarmony(word) && word.Take(_sun);

    public static bool TakeYuz(Word word) => InHarmony(word) && word.Take(_yuz) && TakeOptional(word, "y");

    public static bool TakeSunuz(Word word) => word.Take(_sunuz);

    public static bool TakeLar(Word word) => InHarmony(word) && word.Take(_lar);

    public static bool TakeNuz(Word word) => InHarmony(word) && word.Take(_nuz);

    public static bool TakeDur(Word word) => InHarmony(word) && word.Take(_dur);

    public static bool TakeCasina(Word word) => word.Take(_casina);

    public static bool TakeYdu(Word word) => InHarmony(word) && word.Take(_ydu) && TakeOptional(word, "y");

    public static bool TakeYsa(Word word) => word.Take(_ysa) && TakeOptional(word, "y");

    public static bool TakeYmus(Word word) => InHarmony(word) && word.Take(_ymus) && TakeOptional(word, "y");

    public static bool TakeYken(Word word) => word.Take("ken") && TakeOptional(word, "y");

    /// <summary>Whether the last two vowels are in harmony.</summary>
    private static bool InHarmony(Word word) => word.Test(static word =>
        word.GoTo(_vowels) && _harmony[word.Text[word.Cursor - 1]] is var before && word.Skip(1) && word.GoTo(before));

    /// <summary>
    /// Moves over a letter that joins a suffix to a vowel. If it is missing, the suffix must follow a letter after a vowel.
    /// </summary>
    private static bool TakeOptional(Word word, string letter) => word.Test(word => word.Take(letter))
        ? word.Take(letter) && word.Test(static word => word.Take(_vowels))
        : word.Test(static word => word.Skip(1) && word.Take(_vowels));

    /// <summary>
    /// Moves over a vowel that joins a suffix to a consonant. If it is missing, the suffix must follow a letter after a consonant.
    /// </summary>
    private static bool TakeOptionalU(Word word) => word.Take(_highVowels)
        ? word.Test(static word => word.TakeOther(_vowels))
        : word.Test(static word => word.Skip(1) && word.TakeOther(_vowels));
}
