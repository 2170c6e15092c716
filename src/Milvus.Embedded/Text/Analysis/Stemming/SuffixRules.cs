using System.Collections;
using System.Runtime.InteropServices;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>A table of endings, each with an action. The longest matching ending is used.</summary>
/// <param name="otherwise">The action if no ending matches; null for none.</param>
internal sealed class SuffixRules(Func<Word, bool>? otherwise = null) : IEnumerable<SuffixRules.Rule>
{
    private readonly Dictionary<char, List<Rule>> _byLastLetter = [];

    /// <summary>The action if no ending matches; null for none.</summary>
    public Func<Word, bool>? Otherwise => otherwise;

    /// <summary>Adds endings, separated by spaces, that match without a change.</summary>
    public void Add(string suffixes) => Add(suffixes, null, static _ => true);

    /// <summary>Adds endings that are replaced by a text.</summary>
    public void Add(string suffixes, string replacement) => Add(suffixes, null, word => word.Replace(replacement));

    /// <summary>Adds endings with an action.</summary>
    public void Add(string suffixes, Func<Word, bool> action) => Add(suffixes, null, action);

    /// <summary>Adds endings that match only if a condition holds to their left. Otherwise a shorter ending may match.</summary>
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

    /// <summary>The endings with a last letter, longest first.</summary>
    public ReadOnlySpan<Rule> FindByLastLetter(char letter) => CollectionsMarshal.AsSpan(_byLastLetter.GetValueOrDefault(letter));

    public IEnumerator<Rule> GetEnumerator() => _byLastLetter.Values.SelectMany(rules => rules).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>An ending and its action.</summary>
    /// <param name="Suffix">The letters of the ending.</param>
    /// <param name="Condition">The condition to the left of the ending; null for none.</param>
    /// <param name="Action">The action if the ending matches.</param>
    internal sealed record Rule(string Suffix, Func<Word, bool>? Condition, Func<Word, bool> Action);
}
