using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Conditions;

/// <summary>
/// A pattern of -Where selects the rows of -clike on each back end, or is refused. What the servers answer to the filter itself: Milvus
/// 2.3.5 finds no row for "row _", and the engine and Milvus Lite find ten.
/// </summary>
public sealed class WherePatternTests
{
    public static TheoryData<Backend> BackEnds => Backend.All;

    [Theory]
    [MemberData(nameof(BackEnds))]
    public void WherePattern_on_each_back_end_selects_what_PowerShell_selects_or_is_refused(Backend backend)
    {
        var isOld = backend.Name == "milvus";
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("patterns");
        var rows = Enumerable.Range(0, 20).Select(number => $"row {number}").ToList();
        var answered = connected.Shell.Do("Get-MilvusEntity $args[0] -Filter 'name like \"row _\"' -ConsistencyLevel Strong", name);
        Assert.Equal(isOld ? 0 : 10, answered.Output.Count);
        foreach (var pattern in (string[])["row ?", "row 1*", "r?w 1?", "*5", "r*1", "row_*", "row%*", "row", "row 1"])
        {
            var wanted = rows.Count(row => new System.Management.Automation.WildcardPattern(pattern).IsMatch(row));
            foreach (var (word, count) in (ReadOnlySpan<(string, int)>)[("-clike", wanted), ("-cnotlike", rows.Count - wanted)])
            {
                var ran = connected.Shell.Run(
                    $"Get-MilvusEntity $args[0] -Where {{ $_.name {word} '{pattern}' }} -ConsistencyLevel Strong", name);

                Assert.True(
                    ran.Errors.Count == 0 ? ran.Output.Count == count : isOld && ran.ErrorIds is ["MilvusFilterSyntax"],
                    $"{word} {pattern}: {ran.Output.Count} rows instead of {count}, {string.Join("; ", ran.Errors)}");
            }
        }
    }
}
