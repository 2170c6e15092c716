using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Reference;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>
/// All calls of a line in order, for lines with several calls, and for parameters that affect later calls. MILVUS_UPDATE_GOLDEN=1 writes
/// the files again; review the changes before you commit them.
/// </summary>
public sealed class GoldenRequestTests
{
    [Theory]
    [InlineData("Engine.txt", false)]
    [InlineData("Answered.txt", true)]
    public void Connect_Milvus_each_line_makes_these_calls(string file, bool answered)
    {
        using var server = new RecordingServer();
        using var shell = new ModuleShell();
        if (answered)
        {
            ReferenceAnswers.Give(server.Log);
            server.Log.Answer("Search", new SearchResults { Results = new SearchResultData { NumQueries = 1, Topks = { 0 } } });
        }

        shell.Do("$null = Connect-Milvus $args[0]", server.Address);
        var wrong = new List<string>();
        var written = new List<string>();
        foreach (var (line, calls) in GoldenRequests.Read(file))
        {
            server.Log.Requests.Clear();
            shell.Do(line);
            var made = GoldenRequests.Write(server.Log.Requests);
            written.AddRange([$"> {line}", .. made, string.Empty]);
            if (!made.SequenceEqual(calls))
            {
                wrong.Add($"{line}\n made     {string.Join("\n          ", made.Except(calls))}\n expected "
                    + $"{string.Join("\n          ", calls.Except(made))}");
            }
        }

        if (Environment.GetEnvironmentVariable("MILVUS_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllLines(Path.Combine(GoldenRequests.Folder, file), written);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
