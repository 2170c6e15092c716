using System.Globalization;
using Milvus.Tests.Filter;
using Milvus.Tests.Peers;

namespace Milvus.Tests.Differential;

/// <summary>
/// The engine and the real servers select the same rows by generated expressions: 500 each, or as many as MILVUS_GENERATED_FILTERS says.
/// </summary>
public sealed class GeneratedFilterTests
{
    private const int Rows = 150;
    private const int ShownDifferences = 40;

    private static readonly int s_count =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_GENERATED_FILTERS") ?? "500", CultureInfo.InvariantCulture);

    [MilvusFact]
    public void Milvus_selects_the_same_rows()
    {
        var random = new Random(1);
        Compare(Peer.Milvus, RandomTable.Create(random, Rows, nulls: false, forServer: true), new MilvusExpressions(random));
    }

    [LiteFact]
    public void Lite_selects_the_same_rows()
    {
        var random = new Random(2);
        Compare(Peer.Lite, RandomTable.Create(random, Rows, nulls: true, forServer: true), new LiteExpressions(random));
    }

    private static void Compare(Peer peer, TestTable table, SharedExpressions expressions)
    {
        using Backend server = Backend.Of(peer);
        using Backend engine = Backend.Engine();
        using var theirs = new TableOnBackend(server, table);
        using var ours = new TableOnBackend(engine, table);
        var differing = new List<string>();
        int refused = 0;
        int selective = 0;
        for (int i = 0; i < s_count; i++)
        {
            string expression = expressions.Next();
            string here = ours.Judge(expression);
            string there = theirs.Judge(expression);
            if (FilterCorpus.Outcome(here) != FilterCorpus.Outcome(there))
            {
                differing.Add($"{expression}\n  engine {here}\n  {peer.Name} {there}");
            }

            refused += FilterCorpus.Outcome(here) == "error" ? 1 : 0;
            selective += here is ['[', _, _, ..] && here.Count(character => character == ',') + 1 < Rows ? 1 : 0;
        }

        Assert.True(differing.Count == 0, $"{differing.Count} of {s_count} differ\n{string.Join('\n', differing.Take(ShownDifferences))}");
        // The generator must not drift into errors or conditions that all rows meet.
        Assert.True(refused < s_count / 10, $"{refused} of {s_count} were refused");
        Assert.True(selective > s_count / 2, $"only {selective} of {s_count} told rows apart");
    }
}
