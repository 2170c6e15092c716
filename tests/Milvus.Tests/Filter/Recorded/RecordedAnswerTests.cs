using Milvus.Embedded.Errors;

namespace Milvus.Tests.Filter.Recorded;

/// <summary>
/// The engine gives the answer of Milvus 2.3.5 for each filter of the corpus, except for the lines of differences.tsv. The answers are
/// recorded, so they are independent of the engine's parser and need no server.
/// </summary>
public sealed class RecordedAnswerTests
{
    private const int Chunks = 16;

    public static TheoryData<int> ChunkNumbers => [.. Enumerable.Range(0, Chunks)];

    [Theory]
    [MemberData(nameof(ChunkNumbers))]
    public void RecordedAnswer_engine_filter_of_the_corpus_selects_the_recorded_rows(int chunk)
    {
        RecordedAnswer[] answers = [.. RecordedAnswer.All.Where((_, number) => number % Chunks == chunk)];
        Assert.True(answers.Length > 80, $"chunk {chunk} has {answers.Length} filters only");
        string[] wrong =
        [
            .. answers.Select(answer => (answer, Now: Judge(answer), Expected: Expect(answer)))
                .Where(item => item.Now != item.Expected)
                .Select(item => string.Join('\t', item.answer.Table, item.answer.Filter, item.Now, item.answer.Milvus, item.answer.Lite)),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void RecordedAnswer_differences_list_holds_only_filters_that_differ_each_with_a_known_reason()
    {
        var answers = RecordedAnswer.All.ToDictionary(answer => (answer.Table, answer.Filter));
        string[] wrong =
        [
            .. RecordedDifference.All.Values
                .Where(difference => !RecordedDifference.Reasons.ContainsKey(difference.Reason)
                    || !answers.TryGetValue((difference.Table, difference.Filter), out var answer)
                    || Expect(answer) == First(answer)
                    || difference.Decided == answer.Lite)
                .Select(difference => difference.Filter),
        ];
        Assert.True(wrong.Length == 0, $"these do not differ, are not in the corpus, or have no reason\n{string.Join('\n', wrong)}");
        Assert.Equal(
            RecordedDifference.Reasons.Keys.Order(),
            RecordedDifference.All.Values.Select(difference => difference.Reason).Distinct().Order());
    }

    [Fact]
    public void RecordedAnswer_corpus_is_large_and_real_servers_decide_nearly_all_of_it()
    {
        var forms = RecordedForm.All.Select(form => (form.Table, form.Filter)).ToHashSet();
        var settledOtherwise = RecordedDifference.All.Count(difference =>
            difference.Value.Decided != RecordedDifference.Lite && !forms.Contains(difference.Key));
        var selective = RecordedAnswer
            .All.Select(Expect)
            .Count(answer => answer != RecordedAnswer.Refused && answer.Trim('A', '/').Length > 0);
        Assert.True(
            RecordedAnswer.All.Count - settledOtherwise > 2090,
            $"{settledOtherwise} of {RecordedAnswer.All.Count} are settled otherwise");
        Assert.True(selective > 1300, $"only {selective} filters tell rows apart");
    }

    [Fact]
    public void RecordedAnswer_server_and_engine_answer_another_form_as_the_difference_decides()
    {
        Assert.True(RecordedForm.All.Count > 100, $"only {RecordedForm.All.Count} filters have another form");
        Assert.Equal(RecordedForm.All.Count, RecordedForm.All.Select(form => (form.Table, form.Filter)).Distinct().Count());
        string[] wrong =
        [
            .. RecordedForm.All
                .Where(form => form.Form == form.Filter
                    || !RecordedDifference.All.TryGetValue((form.Table, form.Filter), out var difference)
                    || difference.Decided != form.Answer
                    || Judge(form.Table, form.Form) != form.Answer)
                .Select(form => $"{form.Filter}\t{form.Form}\t{RecordedAnswer.Show(form.Answer)}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    private static string Expect(RecordedAnswer answer) =>
        RecordedDifference.All.TryGetValue((answer.Table, answer.Filter), out var difference)
            ? difference.Decided == RecordedDifference.Lite ? answer.Lite : difference.Decided
            : First(answer);

    /// <summary>The answer of Milvus; if it was not asked, that of Milvus Lite.</summary>
    private static string First(RecordedAnswer answer) => answer.Milvus == RecordedAnswer.NotAsked ? answer.Lite : answer.Milvus;

    private static string Judge(RecordedAnswer answer) => Judge(answer.Table, answer.Filter);

    private static string Judge(string name, string filter)
    {
        var table = RecordedTable.All[name];
        try
        {
            return RecordedAnswer.Of(table.Rows.Count, table.Match(filter));
        }
        catch (FilterException)
        {
            return RecordedAnswer.Refused;
        }
    }
}
