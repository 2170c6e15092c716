using System.Diagnostics;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Protocol;

namespace Milvus.Tests.Filter;

/// <summary>Long filters: the time to compile one grows like its length, and ends with the call.</summary>
public sealed class FilterSizeTests
{
    private static readonly TestTable _table = SampleTable.Create();

    /// <summary>A quadratic compiler needs many minutes for these, a linear one a second.</summary>
    private static readonly TimeSpan _enough = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Long => new()
    {
        string.Join(" and ", Enumerable.Repeat("id >= 0", 200_000)),
        string.Join(" or ", Enumerable.Repeat("id < 0", 200_000)) + " or id >= 0",
        $"id not in [{string.Join(", ", Enumerable.Range(1_000, 200_000))}]",
        $"({string.Join(") and (", Enumerable.Repeat("id >= 0 or id < 0", 100_000))})",
        "id >= " + string.Join(" + ", Enumerable.Repeat("0", 100)),
        $"s =~ '{string.Join('|', Enumerable.Range(0, 20_000).Select(number => $"w{number * 7919 % 100003}x"))}' or id >= 0",
    };

    [Theory]
    [Failure("V8")]
    [MemberData(nameof(Long))]
    public void FilterSize_length_does_not_matter_more_than_linearly(string filter)
    {
        var clock = Stopwatch.StartNew();

        Assert.Equal(_table.Match("id >= 0", []), _table.Match(filter, []));

        Assert.True(clock.Elapsed < _enough, $"It took {clock.Elapsed}.");
    }

    [Theory]
    [Failure("C1", "V8")]
    [MemberData(nameof(Long))]
    public void FilterSize_compilation_ends_with_its_call(string filter)
    {
        using var call = new CancellationTokenSource();
        call.Cancel();

        Assert.Throws<OperationCanceledException>(() => FilterCompiler.Compile(
            filter, _table.Schema, new Dictionary<string, TemplateValue>(), token: call.Token));
    }

    [Fact]
    public void FilterSize_regular_expression_that_is_too_long_is_refused_with_the_maximum()
    {
        var error = Assert.Throws<FilterException>(() => _table.Match($"s =~ '{new string('a', 262_145)}'", []));

        Assert.Contains("at most 262144 characters", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 3_000);
    }
}
