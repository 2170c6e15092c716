using System.Globalization;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Reference;
using Milvus.Module.Tests.Requests;
using Milvus.Protocol;
using Xunit.Abstractions;

namespace Milvus.Module.Tests.Reliability.Control;

/// <summary>
/// Ctrl-C while a line waits for one of its calls: for each line of the golden requests and each call that it makes. The line ends, and the
/// connection goes on. MILVUS_STOPS is the number of lines, by default 6, and "all" for each of them.
/// </summary>
public sealed partial class StopPhaseTests(ITestOutputHelper output)
{
    private static readonly string? _number = Environment.GetEnvironmentVariable("MILVUS_STOPS");

    // A machine that also builds and tests is slow. The figure of a full run is that of one second.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(_number is null ? 10 : 1);

    [Theory]
    [Failure("C1")]
    [InlineData("Engine.txt", false)]
    [InlineData("Answered.txt", true)]
    [InlineData("RoundTrips.Engine.txt", false)]
    public void StopPhase_each_call_of_a_line_can_be_stopped_and_the_connection_goes_on(string file, bool answered)
    {
        string[] lines = [.. GoldenRequests.Read(file).Select(golden => golden.Line)];
        var count = _number is null ? 6 : _number == "all" ? lines.Length : int.Parse(_number, CultureInfo.InvariantCulture);
        // The first line creates what the others need.
        var step = Math.Max(1, lines.Length / count);
        var (stopped, slowest, what) = (0, TimeSpan.Zero, "");
        var cmdlets = new SortedSet<string>(StringComparer.Ordinal);
        var late = new List<string>();
        using var state = new ReplayedSession(lines, answered);
        for (var line = 0; line < lines.Length; line++)
        {
            if (line % step != 0)
            {
                continue;
            }

            for (var call = 1; state.TryStop(line, call, out var took, out var name) && (_number is not null || call <= 2); call++)
            {
                stopped++;
                cmdlets.UnionWith(Cmdlet().Matches(lines[line]).Select(match => match.Value));
                if (took > slowest)
                {
                    (slowest, what) = (took, $"{name} of '{lines[line]}'");
                }

                if (took > _limit)
                {
                    late.Add($"{took.TotalSeconds:0.00} s: call {call}, {name}, of '{lines[line]}'");
                }
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: stopped at {stopped} calls of lines with {cmdlets.Count} cmdlets, slowest {slowest.TotalSeconds:0.00} s ({what})"));
        Assert.True(late.Count == 0, string.Join('\n', late));
        Assert.True(stopped >= Math.Min(count, lines.Length) / 2, $"{stopped}");
    }

    [GeneratedRegex("[A-Z][a-z]+-Milvus[A-Za-z]*")]
    private static partial Regex Cmdlet();

    /// <summary>A server and a session that ran the lines before a line.</summary>
    private sealed class ReplayedSession(string[] lines, bool answered) : IDisposable
    {
        private RecordingServer? _server;
        private ModuleShell? _shell;
        private int _done;

        /// <summary>Stops a line at one of its calls, counted from 1. Returns false if it makes fewer calls.</summary>
        public bool TryStop(int line, int call, out TimeSpan took, out string name)
        {
            MoveTo(line);
            var reached = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var (seen, writes) = (0, 0);
            _server!.Log.Gate = called =>
            {
                if (Interlocked.Increment(ref seen) < call)
                {
                    writes += CallLog.IsRead(called) ? 0 : 1;
                    return Task.CompletedTask;
                }

                reached.TrySetResult(called);
                return released.Task;
            };
            try
            {
                if (_shell!.StopAt(lines[line], reached.Task) is not { } stopped)
                {
                    // The line has ended, with fewer calls.
                    (took, name) = (default, "");
                    _done = line + 1;
                    return false;
                }

                (took, name) = (stopped, reached.Task.Result);
            }
            finally
            {
                _server.Log.Gate = null;
                // The call must not be executed afterwards.
                released.SetCanceled();
            }

            // The next run of a transfer must not continue this one.
            _shell.Do(
                """
                $null = Get-MilvusCollection -NameOnly
                foreach ($ledger in [IO.Directory]::GetFiles($PWD.Path, '*.ledger')) { [IO.File]::Delete($ledger) }
                """);
            if (writes > 0)
            {
                Close();
            }

            return true;
        }

        public void Dispose() => Close();

        private void MoveTo(int line)
        {
            if (_done > line)
            {
                Close();
            }

            if (_server is null)
            {
                _server = new RecordingServer();
                _shell = new ModuleShell();
                if (answered)
                {
                    ReferenceAnswers.Give(_server.Log);
                    _server.Log.Answer("Search", new SearchResults { Results = new SearchResultData { NumQueries = 1, Topks = { 0 } } });
                }

                _server.Log.Answer("GetLoadingProgress", new GetLoadingProgressResponse { Progress = 100, RefreshProgress = 100 });
                _shell.Do("$address = $args[0]; $null = Connect-Milvus $address", _server.Address);
                _done = 0;
            }

            for (; _done < line; _done++)
            {
                _shell!.Do(lines[_done]);
            }
        }

        private void Close()
        {
            _shell?.Dispose();
            _server?.Dispose();
            (_shell, _server) = (null, null);
        }
    }
}
