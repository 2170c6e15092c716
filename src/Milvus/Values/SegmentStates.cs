namespace Milvus.Values;

/// <summary>The states of stored segments, a list that the contract fixes.</summary>
internal static class SegmentStates
{
    /// <summary>The states of segments, in the order of their life cycle.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["Growing", "Sealed", "Flushing", "Flushed", "Importing", "Dropped"];

    /// <summary>The states that match names and patterns.</summary>
    /// <exception cref="MilvusException">One matches none.</exception>
    internal static IReadOnlyCollection<string> Match(IEnumerable<string> patterns)
    {
        var states = new List<string>();
        foreach (var pattern in patterns)
        {
            var found = NamePatterns.Match(Names, pattern, name => name).ToList();
            if (found.Count == 0)
            {
                throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{pattern}' is not a segment state.")
                {
                    RecommendedAction = $"The states are {string.Join(", ", Names)}; * means all of them.",
                };
            }

            states.AddRange(found.Except(states));
        }

        return states;
    }
}
