namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>
/// Turkish by Evren Çilden after Eryiğit and Adalı, as published at snowballstem.org/algorithms/turkish/stemmer.html, revision 3.0.0.
/// </summary>
internal static class TurkishStemmer
{
    private static readonly SuffixRules _lastConsonants = new() { { "b", "p" }, { "c", "ç" }, { "d", "t" }, { "ğ", "k" } };

    public static string Stem(string text)
    {
        text = DropSuffixOfName(text);
        if (text.Count(TurkishSuffixes.IsVowel) < 2)
        {
            return text;
        }

        var word = new Word(text);
        word.Do(CutVerbEndings);
        if (word.Flag)
        {
            word.Do(CutNounEndings);
            Restore(word);
        }

        return word.Text;
    }

    /// <summary>In Turkish an apostrophe separates a name from its suffixes.</summary>
    private static string DropSuffixOfName(string text)
    {
        text = text.TrimStart('\'');
        var end = text.Length > 2 ? text.IndexOf('\'', 2) : -1;
        return end < 0 ? text : text[..end];
    }

    /// <summary>
    /// Removes the endings of nouns that are used as verbs. <see cref="Word.Flag"/> then says whether noun endings may follow.
    /// </summary>
    private static bool CutVerbEndings(Word word)
    {
        word.Flag = true;
        return word.BeginSlice()
            && word.Either(
                static word => word.Either(
                    TurkishSuffixes.TakeYmus, TurkishSuffixes.TakeYdu, TurkishSuffixes.TakeYsa, TurkishSuffixes.TakeYken),
                static word => TurkishSuffixes.TakeCasina(word) && TakePersonAndYmus(word),
                CutLarAsVerb,
                static word => TurkishSuffixes.TakeNuz(word) && word.Either(TurkishSuffixes.TakeYdu, TurkishSuffixes.TakeYsa),
                static word => word.Either(
                        TurkishSuffixes.TakeSunuz, TurkishSuffixes.TakeYuz, TurkishSuffixes.TakeSun, TurkishSuffixes.TakeYum)
                    && Cut(word) && word.Try(static word => word.BeginSlice() && TurkishSuffixes.TakeYmus(word)),
                static word => TurkishSuffixes.TakeDur(word) && Cut(word)
                    && word.Try(static word => word.BeginSlice() && TakePersonAndYmus(word)))
            && Cut(word);
    }

    private static bool CutLarAsVerb(Word word)
    {
        if (!TurkishSuffixes.TakeLar(word))
        {
            return false;
        }

        Cut(word);
        word.Try(static word => word.BeginSlice()
            && word.Either(TurkishSuffixes.TakeDur, TurkishSuffixes.TakeYdu, TurkishSuffixes.TakeYsa, TurkishSuffixes.TakeYmus));
        word.Flag = false;
        return true;
    }

    private static bool TakePersonAndYmus(Word word) =>
        word.Either(
            TurkishSuffixes.TakeSunuz, TurkishSuffixes.TakeLar, TurkishSuffixes.TakeYum, TurkishSuffixes.TakeSun, TurkishSuffixes.TakeYuz,
            static _ => true)
        && TurkishSuffixes.TakeYmus(word);

    private static bool CutNounEndings(Word word) => word.Either(
        static word => CutSuffix(word, TurkishSuffixes.TakeLar) && word.Try(CutBeforeKi),
        static word => CutSuffix(word, TurkishSuffixes.TakeNca) && word.Try(static word => word.Either(
            static word => CutSuffix(word, TurkishSuffixes.TakeLari),
            CutOwner,
            CutLarBeforeKi)),
        static word => word.BeginSlice() && word.Either(TurkishSuffixes.TakeNda, TurkishSuffixes.TakeNa) && CutOwnerOfLocative(word),
        static word => word.BeginSlice() && word.Either(TurkishSuffixes.TakeNdan, TurkishSuffixes.TakeNu) && word.Either(
            static word => TurkishSuffixes.TakeSu(word) && Cut(word) && word.Try(CutLarBeforeKi),
            TurkishSuffixes.TakeLari),
        static word => CutSuffix(word, TurkishSuffixes.TakeDan) && word.Try(CutOwnerOrPlural),
        static word => word.BeginSlice() && word.Either(TurkishSuffixes.TakeNun, TurkishSuffixes.TakeYla) && Cut(word)
            && word.Try(static word => word.Either(CutLarBeforeKi, CutOwner, CutBeforeKi)),
        static word => CutSuffix(word, TurkishSuffixes.TakeLari),
        CutBeforeKi,
        CutCase,
        CutOwner);

    private static bool CutCase(Word word) =>
        word.BeginSlice() && word.Either(TurkishSuffixes.TakeDa, TurkishSuffixes.TakeYu, TurkishSuffixes.TakeYa) && Cut(word)
        && word.Try(static word => word.BeginSlice()
            && word.Either(
                static word => TurkishSuffixes.TakePossessive(word) && Cut(word)
                    && word.Try(static word => word.BeginSlice() && TurkishSuffixes.TakeLar(word)),
                TurkishSuffixes.TakeLar)
            && Cut(word) && CutBeforeKi(word));

    /// <summary>Removes the endings before -ki, and -ki.</summary>
    private static bool CutBeforeKi(Word word) =>
        word.BeginSlice() && word.Take("ki") && word.Either(
            static word => TurkishSuffixes.TakeDa(word) && Cut(word) && word.Try(static word => word.BeginSlice() && word.Either(
                static word => TurkishSuffixes.TakeLar(word) && Cut(word) && word.Try(CutBeforeKi),
                static word => TurkishSuffixes.TakePossessive(word) && Cut(word) && word.Try(CutLarBeforeKi))),
            static word => TurkishSuffixes.TakeNun(word) && Cut(word) && word.Try(static word => word.BeginSlice() && word.Either(
                static word => TurkishSuffixes.TakeLari(word) && Cut(word),
                CutOwner,
                CutBeforeKi)),
            static word => TurkishSuffixes.TakeNda(word) && CutOwnerOfLocative(word));

    /// <summary>Removes a possessive ending, and a plural and -ki before it.</summary>
    private static bool CutOwner(Word word) =>
        word.BeginSlice() && word.Either(TurkishSuffixes.TakePossessive, TurkishSuffixes.TakeSu) && Cut(word) && word.Try(CutLarBeforeKi);

    /// <summary>Removes a locative, in which the slice began, and the possessive before it.</summary>
    private static bool CutOwnerOfLocative(Word word) => word.Either(
        static word => TurkishSuffixes.TakeLari(word) && Cut(word),
        static word => TurkishSuffixes.TakeSu(word) && Cut(word) && word.Try(CutLarBeforeKi),
        CutBeforeKi);

    private static bool CutOwnerOrPlural(Word word) => word.BeginSlice() && word.Either(
        static word => TurkishSuffixes.TakePossessive(word) && Cut(word) && word.Try(CutLarBeforeKi),
        static word => TurkishSuffixes.TakeLar(word) && Cut(word) && word.Try(CutBeforeKi),
        CutBeforeKi);

    private static bool CutLarBeforeKi(Word word) => CutSuffix(word, TurkishSuffixes.TakeLar) && CutBeforeKi(word);

    private static bool CutSuffix(Word word, Func<Word, bool> take) => word.BeginSlice() && take(word) && Cut(word);

    /// <summary>Removes the letters between the start of the slice and the cursor.</summary>
    private static bool Cut(Word word) => word.EndSlice() && word.Delete();

    /// <summary>Restores the vowel of a stem in -d or -g that lost too much, and hardens the last consonant.</summary>
    private static void Restore(Word word)
    {
        if (word.Test(static word => word.Take("ad") && word.Try(static word => word.Take("soy")) && word.AtStart))
        {
            return;
        }

        word.Do(static word => word.BeginSlice() && word.EndSlice()
            && (word.Take("d") || word.Take("g")) && TurkishSuffixes.LastVowel(word) is { } vowel && word.Replace(vowel));
        word.Do(static word => word.Apply(_lastConsonants));
    }
}
