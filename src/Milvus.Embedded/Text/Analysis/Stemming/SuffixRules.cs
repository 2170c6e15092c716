using System.Collections;
using System.Runtime.InteropServices;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Endings and what is done with each. The longest that fits decides.</summary>
/// <param name="otherwise">What is done where no ending fits; null where nothing is.</param>
internal sealed class SuffixRules(Func<Word, bool>? otherwise = null) : IEnumerable<SuffixRules.Rule>
{
    private readonly Dictionary<char, List<Rule>> _byLastLetter = [];

    /// <summary>What is done where no ending fits; null where nothing is.</summary>
    public Func<Word, bool>? Otherwise => otherwise;

    /// <summary>Adds endings, separated by blanks, that are found and left as they are.</summary>
    public void Add(string suffixes) => Add(suffixes, null, static _ => true);

    /// <summary>Adds endings that another text takes the place of.</summary>
    public void Add(string suffixes, string replacement) => Add(suffixes, null, word => word.Replace(replacement));

    /// <summary>Adds endings with what is done with them.</summary>
    public void Add(string suffixes, Func<Word, bool> action) => Add(suffixes, null, action);

    /// <summary>Adds endings that count only where a condition holds left of them. Where it does not, a shorter ending may fit.</summary>
    public void Add(string suffixes, Func<Word, bool>? condition, Func<Word, bool> action)
    {
        foreach (var suffix in suffixes.Split(' '))
        {
            if (!_byLastLetter.TryGetValue(suffix[^1], out var rules))
            {
                _byLastLetter[suffix[^1]] = rules = [];
            }

            var place = rules.FindIndex(rule => rule.Suffix.Length < suffix.Length);
            rules.Insert(place < 0 ? rules.Count : place, new Rule(suffix, condition, action));
        }
    }

    /// <summary>The endings with a last letter, the longest first.</summary>
    public ReadOnlySpan<Rule> EndingWith(char letter) => CollectionsMarshal.AsSpan(_byLastLetter.GetValueOrDefault(letter));

    public IEnumerator<Rule> GetEnumerator() => _byLastLetter.Values.SelectMany(rules => rules).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One ending.</summary>
    /// <param name="Suffix">Its letters.</param>
    /// <param name="Condition">What must hold left of it.</param>
    /// <param name="Action">What is done with it.</param>
    internal sealed record Rule(string Suffix, Func<Word, bool>? Condition, Func<Word, bool> Action);
}
