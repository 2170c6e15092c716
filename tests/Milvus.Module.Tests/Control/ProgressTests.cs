using System.Management.Automation;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Control;

/// <summary>The progress that a host receives: one display, with its rate, which always ends.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();

    public ProgressTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        Mount-MilvusCollection docs
        $null = 1..60 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
        """,
        _server.Address);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Export_MilvusEntity_long_export_is_one_display_with_rate_and_remaining_time()
    {
        SlowPages();

        _shell.Do("$null = Export-MilvusEntity docs $args[0] -BatchSize 10", _folder.File("docs.jsonl"));

        var records = CheckOneDisplay();
        Assert.Contains(records, record => record.StatusDescription.Contains(" of 60 rows, ", StringComparison.Ordinal)
            && record.StatusDescription.EndsWith(" rows/s", StringComparison.Ordinal)
            && record is { PercentComplete: > 0, SecondsRemaining: >= 0 });
    }

    [Theory]
    [InlineData("-Filter 'id <= {last}' -FilterParameter @{ last = 40 }", 40)]
    [InlineData("-Where { $_.id -gt 10 }", 50)]
    [InlineData("-Partition _default", 60)]
    [InlineData("-Filter 'id > 0' -First 30", 30)]
    public void Export_MilvusEntity_part_of_the_rows_has_a_remaining_time(string part, int rows)
    {
        SlowPages();

        _shell.Do($"$null = Export-MilvusEntity docs $args[0] -BatchSize 5 {part}", _folder.File("docs.jsonl"));

        Assert.Contains(
            CheckOneDisplay(),
            record => record.StatusDescription.Contains($" of {rows} rows, ", StringComparison.Ordinal)
                && record is { PercentComplete: > 0, SecondsRemaining: >= 0 });
    }

    [Fact]
    public void Measure_MilvusSearch_says_how_many_searches_are_left()
    {
        _shell.Screen.Progress.Clear();
        _server.Log.Gate = name => name is "Search" ? Task.Delay(200) : Task.CompletedTask;

        _shell.Do("$null = Measure-MilvusSearch docs -QueryCount 10");

        Assert.Contains(
            CheckOneDisplay(),
            record => Regex.IsMatch(record.StatusDescription, @" \d+ of \d+0 searches") && record is { PercentComplete: > 0 });
    }

    [Fact]
    public void Measure_MilvusSearch_says_how_many_rows_are_left_to_compare()
    {
        _shell.Do("$null = 61..2500 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs");
        SlowPages();

        _shell.Do("$null = Measure-MilvusSearch docs -QueryCount 2");

        Assert.Contains(
            CheckOneDisplay(),
            record => record.StatusDescription.Contains(" of 2,500 rows compared", StringComparison.Ordinal)
                && record is { PercentComplete: > 0 });
    }

    [Fact]
    public void Export_MilvusEntity_error_ends_the_progress()
    {
        SlowPages(failAt: 6);

        var ran = _shell.Run("Export-MilvusEntity docs $args[0] -BatchSize 10", _folder.File("docs.jsonl"));

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        CheckOneDisplay();
    }

    [Fact]
    [Failure("C1")]
    public void Export_MilvusEntity_Ctrl_C_ends_the_progress()
    {
        var shown = new TaskCompletionSource();
        SlowPages(at: page =>
        {
            lock (_shell.Screen.Progress)
            {
                if (_shell.Screen.Progress.Count > 0)
                {
                    shown.TrySetResult();
                }
            }
        });

        _shell.Stop($"Export-MilvusEntity docs '{_folder.File("docs.jsonl")}' -BatchSize 1", shown.Task);

        CheckOneDisplay();
    }

    [Fact]
    public void Copy_MilvusCollection_error_ends_the_progress()
    {
        SlowPages(failAt: 9);

        var ran = _shell.Run("Copy-MilvusCollection docs other -BatchSize 10");

        Assert.NotEmpty(ran.ErrorIds);
        lock (_shell.Screen.Progress)
        {
            Assert.All(
                _shell.Screen.Progress.GroupBy(record => record.ActivityId),
                one => Assert.Equal(ProgressRecordType.Completed, one.Last().RecordType));
        }
    }

    [Fact]
    public void Export_MilvusEntity_short_export_shows_nothing()
    {
        _shell.Screen.Progress.Clear();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        _shell.Do("$null = Export-MilvusEntity docs $args[0]", _folder.File("docs.jsonl"));

        // On a busy machine, it may last long enough.
        Assert.True(_shell.Screen.Progress.Count == 0 || clock.Elapsed > TimeSpan.FromSeconds(1));
    }

    private List<ProgressRecord> CheckOneDisplay()
    {
        lock (_shell.Screen.Progress)
        {
            var records = _shell.Screen.Progress.ToList();
            Assert.True(records.Count > 1);
            Assert.Single(records.Select(record => record.ActivityId).Distinct());
            Assert.Equal(1, records.Count(record => record.RecordType == ProgressRecordType.Completed));
            Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
            return records;
        }
    }

    // Each page takes so long that the third one is shown.
    private void SlowPages(int failAt = int.MaxValue, Action<int>? at = null)
    {
        _shell.Screen.Progress.Clear();
        _server.Log.On<QueryRequest, QueryResults>("Query", (number, request, _) =>
        {
            at?.Invoke(number);
            return PageAsync(number >= failAt);
        });
    }

    private static async Task<QueryResults?> PageAsync(bool fails)
    {
        await Task.Delay(400);
        return fails ? new QueryResults { Status = new Status { Code = 1100, Reason = "invalid parameter" } } : null;
    }
}
