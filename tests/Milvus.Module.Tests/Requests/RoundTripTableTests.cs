using System.Globalization;
using Grpc.Core;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>
/// The round trips of cmdlets: a table of command lines with their calls. MILVUS_UPDATE_GOLDEN=1 measures and writes it again; a new round
/// trip needs a reason.
/// </summary>
public sealed class RoundTripTableTests
{
    [Theory]
    [InlineData("Engine")]
    [InlineData("v2.3.5")]
    [InlineData("v2.6.0")]
    public void Connect_Milvus_each_line_makes_only_these_round_trips(string version)
    {
        var file = $"RoundTrips.{version}.txt";
        var update = Environment.GetEnvironmentVariable("MILVUS_UPDATE_GOLDEN") == "1";
        using var server = new RecordingServer();
        using var shell = new ModuleShell();
        Act(server, version);
        shell.Do("$address = $args[0]", server.Address);
        var wrong = new List<string>();
        var written = File.ReadAllLines(Path.Combine(GoldenRequests.Folder, file)).TakeWhile(line => line.StartsWith('#')).ToList();
        foreach (var (line, rounds) in GoldenRequests.Read(file))
        {
            var trips = new RoundTrips(update ? null : [.. rounds.Select(Parse)]);
            server.Log.Gate = trips.ArriveAsync;
            shell.Do(line);
            server.Log.Gate = null;
            written.AddRange([string.Empty, $"> {line}", .. trips.Made]);
            if (!trips.Made.SequenceEqual(rounds))
            {
                wrong.Add($"{line}\n made     {string.Join("\n          ", trips.Made)}\n expected "
                    + $"{string.Join("\n          ", rounds)}");
            }
        }

        if (update)
        {
            File.WriteAllLines(Path.Combine(GoldenRequests.Folder, file), written);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void Act(RecordingServer server, string version)
    {
        server.Log.Answer("GetLoadingProgress", new GetLoadingProgressResponse { Progress = 100, RefreshProgress = 100 });
        if (version == "Engine")
        {
            return;
        }

        server.ActAsMilvus(version);
        if (version == "v2.3.5")
        {
            foreach (var name in (string[])["BatchDescribeCollection", "DescribeAlias", "ListAliases", "DescribeDatabase", "ListSnapshots"])
            {
                server.Log.Failing[name] = new Grpc.Core.Status(StatusCode.Unimplemented, $"unknown method {name}");
            }
        }
    }

    private static string[] Parse(string round) => [.. round.Split(" + ").SelectMany(call =>
        call.Split(' ') is [var count, var name] ? Enumerable.Repeat(name, int.Parse(count, CultureInfo.InvariantCulture)) : [call])];
}
