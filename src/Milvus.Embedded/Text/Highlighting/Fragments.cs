using System.Text;
using Milvus.Embedded.Text.Analysis;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Highlighting;

/// <summary>Cuts fragments with hits out of a text, and encloses the hits in tags.</summary>
internal static class Fragments
{
    /// <summary>The fragments of a text. A hit is a token with one of the terms.</summary>
    public static HighlightData Of(string text, Analyzer analyzer, IReadOnlySet<string> terms, HighlightParameters parameters)
    {
        var hits = MergeHits(analyzer.Analyze(text).Where(token => terms.Contains(token.Term)).Select(token => (token.Start, token.End)));
        var data = new HighlightData();
        if (hits.Count > 0)
        {
            var characters = Characters.Of(text);
            foreach (var fragment in Cut(hits.ConvertAll(characters.IndexesOf), characters.Count, parameters))
            {
                data.Fragments.Add(AddTags(characters, fragment, parameters));
            }
        }

        return data;
    }

    /// <summary>Sorts hits by their start, and joins those that touch or overlap.</summary>
    private static List<(int Start, int End)> MergeHits(IEnumerable<(int Start, int End)> hits)
    {
        var merged = new List<(int Start, int End)>();
        foreach (var hit in hits.Order())
        {
            if (merged.Count == 0 || hit.Start > merged[^1].End)
            {
                merged.Add(hit);
            }
            else if (hit.End > merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, hit.End);
            }
        }

        return merged;
    }

    private static List<Fragment> Cut(List<(int Start, int End)> hits, int length, HighlightParameters parameters)
    {
        var fragments = new List<Fragment>();
        foreach (var hit in hits)
        {
            if (fragments.Count == 0 || hit.Start > fragments[^1].End)
            {
                if (fragments.Count == parameters.Fragments)
                {
                    break;
                }

                var start = Math.Max(0, hit.Start - parameters.FragmentOffset);
                fragments.Add(new Fragment(start) { End = Math.Min(length, Math.Max(hit.End, start + parameters.FragmentSize)) });
            }

            fragments[^1].End = Math.Max(fragments[^1].End, hit.End);
            fragments[^1].Hits.Add(hit);
        }

        return fragments;
    }

    private static string AddTags(Characters characters, Fragment fragment, HighlightParameters parameters)
    {
        var tagged = new StringBuilder();
        var at = fragment.Start;
        for (var i = 0; i < fragment.Hits.Count; i++)
        {
            var (start, end) = fragment.Hits[i];
            tagged.Append(characters.Slice(at, start)).Append(parameters.PreTags[i % parameters.PreTags.Count])
                .Append(characters.Slice(start, end)).Append(parameters.PostTags[i % parameters.PostTags.Count]);
            at = end;
        }

        return tagged.Append(characters.Slice(at, fragment.End)).ToString();
    }

    private sealed class Fragment(int start)
    {
        public int Start { get; } = start;

        public int End { get; set; }

        public List<(int Start, int End)> Hits { get; } = [];
    }
}
