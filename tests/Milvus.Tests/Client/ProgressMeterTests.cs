using Microsoft.Extensions.Time.Testing;
using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

/// <summary>The rate and the remaining time of work, and when they are shown.</summary>
public sealed class ProgressMeterTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ProgressMeter _meter;

    public ProgressMeterTests() => _meter = new ProgressMeter(_clock);

    [Fact]
    public void ProgressMeter_short_work_shows_nothing()
    {
        for (var rows = 0; rows < 9; rows++)
        {
            _meter.Report(WaitProgress.OfRows(rows, 9));
            _clock.Advance(TimeSpan.FromMilliseconds(100));

            Assert.Null(_meter.TakeDue());
        }

        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("8 of 9 rows, 10 rows/s", _meter.TakeDue()?.Status);
    }

    [Fact]
    public void ProgressMeter_shows_at_most_five_lines_a_second_and_each_report_once()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        var shown = 0;
        for (var step = 0; step < 100; step++)
        {
            _meter.Report(new WaitProgress(null, "at work"));
            shown += _meter.TakeDue() is null ? 0 : 1;
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(5, shown);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(_meter.TakeDue());
        Assert.Null(_meter.TakeDue());
    }

    [Fact]
    public void ProgressMeter_rows_have_a_rate_a_percentage_and_the_remaining_time()
    {
        _clock.Advance(TimeSpan.FromSeconds(4));
        _meter.Report(WaitProgress.OfRows(2_000, 10_000, "docs: ", " indexed"));

        Assert.Equal(new ProgressReading("docs: 2,000 of 10,000 rows indexed, 500 rows/s", 20, 16), _meter.TakeDue());
    }

    [Fact]
    public void ProgressMeter_rows_of_an_earlier_run_do_not_make_this_one_faster()
    {
        _clock.Advance(TimeSpan.FromSeconds(10));
        _meter.Report(WaitProgress.OfRows(5_100, 6_000) with { Before = 5_000 });

        Assert.Equal(new ProgressReading("5,100 of 6,000 rows, 10 rows/s", 85, 90), _meter.TakeDue());
    }

    [Fact]
    public void ProgressMeter_unknown_total_has_a_rate_only()
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        _meter.Report(WaitProgress.OfRows(1, null));

        Assert.Equal(new ProgressReading("1 row, 0.5 rows/s", null, null), _meter.TakeDue());
    }

    [Fact]
    public void ProgressMeter_percentages_have_the_remaining_time_from_the_second_one_on()
    {
        _meter.Report(new WaitProgress(10, "10 % loaded"));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(new ProgressReading("10 % loaded", 10, null), _meter.TakeDue());

        _meter.Report(new WaitProgress(20, "20 % loaded"));
        _clock.Advance(TimeSpan.FromSeconds(1));

        // Ten percent in five seconds.
        Assert.Equal(new ProgressReading("20 % loaded", 20, 40), _meter.TakeDue());
    }

    [Theory]
    [InlineData(150, 100)]
    [InlineData(-1, 0)]
    public void ProgressMeter_percentage_out_of_range_is_clamped(int reported, int shown)
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        _meter.Report(new WaitProgress(reported, "odd"));

        Assert.Equal(shown, _meter.TakeDue()?.Percent);
    }

    [Fact]
    public void ProgressMeter_more_rows_than_expected_have_no_negative_time()
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        _meter.Report(WaitProgress.OfRows(20, 10));

        Assert.Equal(new ProgressReading("20 of 10 rows, 10 rows/s", 100, 0), _meter.TakeDue());
    }
}
