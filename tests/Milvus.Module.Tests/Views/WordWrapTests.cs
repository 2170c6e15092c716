using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Views;

/// <summary>Texts of views are broken between words on a narrow screen.</summary>
public sealed class WordWrapTests : IDisposable
{
    private readonly ModuleShell _shell = new(80);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("one", "one")]
    [InlineData("one two three", "one two\nthree")]
    [InlineData("a word-that-is-longer-than-a-line b", "a\nword-that-is-longer-than-a-line\nb")]
    [InlineData("12345678 a", "12345678\na")]
    public void WordWrap_breaks_between_words(string text, string expected) =>
        Assert.Equal([expected], _shell.Do("[Milvus.Display]::Words($args[0], 8)", text).Texts);

    [Theory]
    [InlineData("books", "books")]
    [InlineData("old_books_of_2026", "old_\nbooks_\nof_2026")]
    [InlineData("a.b: reads books.title in x", "a.b:\nreads\nbooks.\ntitle in\nx")]
    [InlineData("abcdefghijkl", "abcdefgh\nijkl")]
    public void Display_name_is_broken_after_its_signs(string text, string expected) =>
        Assert.Equal([expected], _shell.Do("[Milvus.Display]::Name($args[0], 8)", text).Texts);

    [Theory]
    [InlineData(80, "customer_support_articles_ / 2026.article_body_embedding")]
    [InlineData(120, "customer_support_articles_ / 2026.article_body_embedding")]
    public void Compare_MilvusDesiredState_long_names_are_broken_after_their_signs(int width, string lines)
    {
        using var shell = new ModuleShell(width);

        var shown = shell.Show("[Milvus.DesiredStateChange] @{ Action = 'Add'; Kind = 'Index'; "
            + "Name = 'customer_support_articles_2026.article_body_embedding'; Desired = 'HNSW' }").Split('\n');

        Assert.All(lines.Split(" / "), part => Assert.Contains(
            shown, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(part)));
    }

    [Theory]
    [InlineData("Property = 'M'; Present = '16'; Desired = '32'", "M: 16 -> 32")]
    [InlineData("Property = 'M'; Desired = '32'", "M: none -> 32")]
    [InlineData("Property = 'M'; Present = '16'; Loss = 'the index'", "M: 16 -> none\nLoss: the index")]
    [InlineData("Desired = 'HNSW'", "HNSW")]
    [InlineData("Present = 'HNSW'; Loss = 'rows'", "HNSW\nLoss: rows")]
    [InlineData("Loss = '5 rows'", "Loss: 5 rows")]
    public void DesiredStateChange_view_has_both_values_and_the_loss(string step, string expected) =>
        Assert.Equal([expected], _shell.Do($"[Milvus.Display]::Change([Milvus.DesiredStateChange] @{{ {step} }}, 40)").Texts);

    [Fact]
    public void Compare_MilvusDesiredState_change_has_the_width_that_the_name_does_not_need()
    {
        using var shell = new ModuleShell(120);
        const string Change = "consistencyLevel: Bounded; shardCount: 1; fields: id, lemma, vector";

        var shown = shell.Show(
            "[Milvus.DesiredStateChange] @{ Action = 'Add'; Kind = 'Collection'; Name = 'words'; Desired = $args[0] }", Change);

        Assert.Contains(Change, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_MilvusDesiredState_steps_are_readable_on_80_columns()
    {
        const string Desired = "consistencyLevel: Bounded; shardCount: 1; properties: timezone=UTC; fields: identifier, lemma, vector";

        var shown = _shell.Show(
            "[Milvus.DesiredStateChange] @{ Action = 'Add'; Kind = 'Collection'; Name = 'words'; Desired = $args[0] }", Desired);

        Assert.All(Desired.Split(' '), word => Assert.Contains(word, shown, StringComparison.Ordinal));
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public void Test_MilvusCollectionHealth_explanations_are_broken_between_words()
    {
        const string Explanation = "The collection is not loaded. Rows can be written, but not searched or read, and this goes on.";

        var shown = _shell.Show(
            "[Milvus.CollectionFinding] @{ Collection = 'words'; Finding = 'NotLoaded'; Explanation = $args[0]; Cure = 'Get-Help x' }",
            Explanation);

        Assert.All(Explanation.Split(' '), word => Assert.Contains(word, shown, StringComparison.Ordinal));
    }
}
