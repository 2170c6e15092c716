namespace Milvus.Embedded.Search.Chains;

/// <summary>Applies a function to each hit and writes the results to a column, which may be the score.</summary>
internal sealed class MapStep(string output, IChainFunction function, IReadOnlyList<ChainArgument> arguments) : IChainStep
{
    public ChainFrame Apply(ChainFrame frame)
    {
        var values = new float?[frame.Hits.Count];
        var given = new double?[arguments.Count];
        for (var place = 0; place < values.Length; place++)
        {
            for (var argument = 0; argument < given.Length; argument++)
            {
                given[argument] = arguments[argument].Column is { } column ? frame.NumberAt(column, place) : arguments[argument].Number;
            }

            values[place] = (float?)function.Of(given);
        }

        return frame.With(output, values);
    }
}
