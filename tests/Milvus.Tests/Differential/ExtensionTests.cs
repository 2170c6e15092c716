using Milvus.Tests.Filter;

namespace Milvus.Tests.Differential;

/// <summary>
/// Filters that are not portable. The help lists them with a form that every server accepts; both must select the same rows.
/// </summary>
public sealed class ExtensionTests
{
    private static IEnumerable<(string Extension, string Portable)> Pairs =>
        DataFile.ReadLines("extensions.tsv").Select(cells => (cells[0], cells[1]));

    [Fact]
    public void Extension_engine_selects_the_same_rows_by_both_forms()
    {
        using var engine = ServiceBackend.Engine();
        using var table = new TableOnBackend(engine, SampleTable.Create());
        foreach ((var extension, var portable) in Pairs)
        {
            var rows = table.Judge(extension);
            Assert.StartsWith("[", rows, StringComparison.Ordinal);
            if (portable != "-")
            {
                Assert.Equal((portable, rows), (portable, table.Judge(portable)));
            }
        }
    }

    [MilvusFact]
    public void Extension_Milvus_refuses_one_form_and_selects_the_same_rows_by_the_other()
    {
        using var engine = ServiceBackend.Engine();
        using var server = ServiceBackend.Of(Peer.Milvus);
        using var here = new TableOnBackend(engine, SampleTable.Create());
        using var there = new TableOnBackend(server, SampleTable.Create());
        foreach ((var extension, var portable) in Pairs)
        {
            Assert.Equal((extension, "error"), (extension, FilterCorpus.Outcome(there.Judge(extension))));
            if (portable != "-")
            {
                Assert.Equal((portable, here.Judge(portable)), (portable, there.Judge(portable)));
            }
        }
    }
}
