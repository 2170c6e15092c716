using System.Globalization;
using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>No test sleeps for a second or more. The engine reads the time from a TimeProvider, which tests advance.</summary>
public sealed partial class SleepGuardTests
{
    /// <summary>Files of the engine that read a clock of the machine, with the reason.</summary>
    private static readonly Dictionary<string, string> _mayReadTheClock = new()
    {
        ["EmbeddedService.cs"] = "the deadline of a call is a moment of the machine's clock, set by gRPC",
        ["RowReplay.cs"] = "it measures how long a part of a read holds the connection",
        ["RowFile.cs"] = "it keeps memory mapped for a while; the garbage collector has no other clock",
        ["ProcessorLoad.cs"] = "it measures the processor of the machine",
    };

    [Fact]
    public void SleepGuard_test_sleeps_less_than_a_second()
    {
        var tooLong =
            from file in TestSource.Files.Where(file => !file.Key.EndsWith($"/{nameof(SleepGuardTests)}.cs", StringComparison.Ordinal))
            from Match match in Sleep().Matches(file.Value)
            where Seconds(match) >= 1
            select $"{file.Key}: {match.Value}";
        Assert.Empty(tooLong);
    }

    [Theory]
    [InlineData("Thread.Sleep(1000)", 1)]
    [InlineData("Thread.Sleep(1_500)", 1.5)]
    [InlineData("await Task.Delay(200, token)", 0.2)]
    [InlineData("Task.Delay(TimeSpan.FromSeconds(1.2))", 1.2)]
    [InlineData("Task.Delay(TimeSpan.FromMilliseconds(20))", 0.02)]
    [InlineData("Thread.Sleep(TimeSpan.FromMinutes(1))", 60)]
    [InlineData("Start-Sleep 2", 2)]
    [InlineData("Start-Sleep -Seconds 3", 3)]
    [InlineData("Start-Sleep -Milliseconds 300", 0.3)]
    public void SleepGuard_sleep_is_found_with_its_length(string line, double seconds) =>
        Assert.Equal(seconds, Seconds(Sleep().Match(line)), 6);

    [Fact]
    public void SleepGuard_engine_takes_its_time_from_a_TimeProvider()
    {
        var wrong = TestSource
            .Read("src/Milvus.Embedded", "*.cs")
            .Where(file => MachineClock().IsMatch(file.Value))
            .Select(file => Path.GetFileName(file.Key));
        Assert.Equal(_mayReadTheClock.Keys.Order(), wrong.Order());
    }

    private static double Seconds(Match match)
    {
        var number = double.Parse(match.Groups["number"].Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "FromMinutes(" => number * 60,
            "FromSeconds(" or "-Seconds" => number,
            "" when match.Value.StartsWith("Start-Sleep", StringComparison.Ordinal) => number,
            _ => number / 1000,
        };
    }

    [GeneratedRegex(
        @"(?:Thread\.Sleep\(|Task\.Delay\(|Start-Sleep\s+)(?:TimeSpan\.)?(?<unit>From\w+\(|-\w+)?\s*(?<number>\d[\d_]*(?:\.\d+)?)"
    )]
    private static partial Regex Sleep();

    [GeneratedRegex(
        @"DateTime(?:Offset)?\.(?:Utc)?Now|\bStopwatch\b|Thread\.Sleep|Environment\.TickCount|new Timer\(|Task\.Delay\((?![^;]*\b_?time\b)"
    )]
    private static partial Regex MachineClock();
}
