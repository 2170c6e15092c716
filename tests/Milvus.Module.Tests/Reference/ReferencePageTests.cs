using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Reference;

/// <summary>
/// Runs docs/pymilvus.md: for each section, the powershell block and then the line of each row, in one runspace. An error of any line
/// fails. A section whose block connects with -InMemory runs on the engine. A section that connects with -Uri runs on a recording server
/// instead of that address: the engine with a socket, and with the answers of <see cref="ReferenceAnswers"/>. A pipe in a table is written
/// as \|. The text after the code of a row is ignored.
/// </summary>
public sealed class ReferencePageTests
{
    public static TheoryData<string> Titles { get; } = [.. ReferencePage.Sections.Select(section => section.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void ReferencePage_every_line_of_the_section_runs(string title)
    {
        var section = ReferencePage.Sections.Single(section => section.Title == title);
        using var server = new RecordingServer();
        ReferenceAnswers.Give(server.Log);
        using var shell = new ModuleShell();
        var folder = Directory.CreateTempSubdirectory("milvus-page-");
        try
        {
            shell.Do("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", folder.FullName);
            foreach (var line in new[] { section.Setup }.Concat(section.Rows.Select(row => row.Line)).Where(line => line.Length > 0))
            {
                shell.Do(line.Replace("http://localhost:19530", server.Address, StringComparison.Ordinal));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
