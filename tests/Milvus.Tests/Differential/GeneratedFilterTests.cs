using System.Globalization;
using Milvus.Tests.Filter;

namespace Milvus.Tests.Differential;

/// <summary>
/// The engine and the real servers select the same rows for generated expressions. MILVUS_GENERATED_FILTERS is their number, by default
/// 500.
/// </summary>
public sealed class GeneratedFilterTests
{
    private const int Rows = 150;
    private const int ShownDifferences = 40;

    private static readonly int _count =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_GENERATED_FILTERS") ?? "500", CultureInfo.InvariantCulture);

    [MilvusFact]
    public void GeneratedFilter_Milvus_selects_the_same_rows()
    {
        var random = new Random(1);
        Compare(Peer.Milvus, RandomTable.Create(random, Rows, nulls: false, forServer: true), new MilvusExpressions(random));
    }

    [LiteFact]
    public void GeneratedFilter_Lite_selects_the_same_rows()
    {
        var random = new Random(2);
        Compare(Peer.Lite, RandomTable.Create(random, Rows, nulls: true, forServer: true), new LiteExpressions(random));
    }

    private static void Compare(Peer peer, TestTable table, SharedExpressions expressions)
    {
        using var server = ServiceBackend.Of(peer);
        using var engine = ServiceBackend.Engine();
        using var theirs = new TableOnBackend(server, table);
        using var ours = new TableOnBackend(engine, table);
        var differing = new List<string>();
        var refused = 0;
        var selective = 0;
        for (var i = 0; i < _count; i++)
        {
            var expression = expressions.Next();
            var here = ours.Judge(expression);
            var there = theirs.Judge(expression);
            if (FilterCorpus.Outcome(here) != FilterCorpus.Outcome(there))
            {
                differing.Add($"{expression}\n  engine {here}\n  {peer.Name} {there}");
            }

            refused += FilterCorpus.Outcome(here) == "error" ? 1 : 0;
            selective += here is ['[', _, _, ..] && here.Count(character => character == ',') + 1 < Rows ? 1 : 0;
        }

        Assert.True(differing.Count == 0, $"{differing.Count} of {_count} differ\n{string.Join('\n', differing.Take(ShownDifferences))}");
        // The generator must not produce too many errors, or conditions that all rows match.
        Assert.True(refused < _count / 10, $"{refused} of {_count} were refused");
        Assert.True(selective > _count / 2, $"only {selective} of {_count} told rows apart");
    }
}
