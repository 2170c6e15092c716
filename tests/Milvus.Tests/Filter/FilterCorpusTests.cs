using Milvus.Tests.Differential;

namespace Milvus.Tests.Filter;

/// <summary>Every expression that was tried on the real servers has the agreed verdict, and the same error.</summary>
public sealed class FilterCorpusTests
{
    [Theory]
    [InlineData("sample")]
    [InlineData("plain")]
    [InlineData("nullable")]
    public void FilterCorpus_verdicts_are_as_recorded(string name)
    {
        var table = FilterCorpus.Open(name);
        FilterCorpus[] entries = [.. FilterCorpus.All.Where(entry => entry.Table == name)];
        Assert.True(entries.Length > 50);
        string[] wrong =
        [
            .. entries
                .Select(entry => (entry, Now: FilterCorpus.Judge(table, entry.Expression)))
                .Where(pair => pair.Now != pair.entry.Verdict)
                .Select(pair => $"{pair.entry.Expression}\n  recorded {pair.entry.Verdict}\n  now      {pair.Now}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }
}
