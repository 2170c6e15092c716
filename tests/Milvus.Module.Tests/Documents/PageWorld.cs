using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Documents;

/// <summary>
/// Runs the blocks of a page: in a pwsh with its own folder and the objects that the page assumes. On the engine, the servers on the pages
/// are an engine with a socket. On Milvus, these servers and the embedded databases are a database of a real Milvus.
/// </summary>
internal sealed class PageWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingServer? _server;
    private readonly string _database = $"pages_{Guid.NewGuid():N}"[..20];

    internal PageWorld(bool onMilvus) => _server = onMilvus ? null : new RecordingServer(path: _folder.File("server.db"));

    private static string Connect => $"Connect-Milvus {Peer.Milvus.Uri} -Token '{Peer.Milvus.Token}'";

    /// <summary>
    /// Runs lines of PowerShell after the set-up of the page. The result contains each line that fails or writes an error.
    /// </summary>
    /// <param name="page">The page, whose file in Worlds creates the objects that it assumes.</param>
    /// <param name="parts">The parts to run, by their places.</param>
    internal PageRun Run(string page, IEnumerable<(string Place, string Text)> parts)
    {
        var script = new List<string> { Start(page) };
        foreach (var (place, text) in parts)
        {
            var file = _folder.Write($"part-{script.Count}.ps1", Here(text));
            script.Add($$"""
                "{{PageRun.Begin}}{{place}}"
                try { . '{{file}}' | Out-String -Width 120 -Stream } catch { "{{PageRun.Failure}}{{place}}: $_" }
                """);
        }

        script.Add(_server is null ? $"$null = {Connect}; Remove-World" : string.Empty);
        using var pwsh = Pwsh.Start($". '{_folder.Write("all.ps1", string.Join('\n', script))}'");
        return new PageRun(
            pwsh.Finish(),
            _server is null ? $"{Peer.Milvus.Uri.ToString().TrimEnd('/')}/{_database}" : $"{_folder.FullName}/demo.db/default");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }

    private string Start(string page)
    {
        var world = Repository.Combine(
            "tests",
            "Milvus.Module.Tests",
            "Documents",
            "Worlds",
            Path.ChangeExtension(Path.GetFileName(page), ".ps1"));
        return $$"""
            $ProgressPreference = 'SilentlyContinue'
            $ErrorActionPreference = 'Stop'
            $ConfirmPreference = 'None'
            $OnMilvus = ${{(_server is null ? "true" : "false")}}
            Set-Location '{{_folder.FullName}}'
            Import-Module '{{Repository.Combine("Milvus.psd1")}}'
            . '{{Repository.Combine("tests", "Milvus.Module.Tests", "Documents", "Worlds", "Common.ps1")}}'
            {{(
                _server is null
                    ? $"Enter-World '{_database}' {{ {Connect} -Database $args[0] }} {{ {Connect} }}"
                    : "Connect-Milvus -InMemory | Out-Null"
            )}}
            {{(File.Exists(world) ? $". '{_folder.Write("world.ps1", Here(File.ReadAllText(world)))}'" : string.Empty)}}
            """;
    }

    // Replaces the addresses and files of the pages by those of this test.
    private string Here(string text)
    {
        var here = text
            .Replace("./Milvus.psd1", Repository.Combine("Milvus.psd1"), StringComparison.Ordinal)
            .Replace("./examples/", Repository.Combine("examples") + "/", StringComparison.Ordinal);
        return _server is { } server
            ? here
                .Replace("http://localhost:19530", server.Address, StringComparison.Ordinal)
                .Replace("https://staging.example.com", server.Address, StringComparison.Ordinal)
            : here
                .Replace("Connect-Milvus -Path ./demo.db", $"{Connect} -Database {_database}", StringComparison.Ordinal)
                .Replace("Connect-Milvus -InMemory", $"{Connect} -Database {_database}", StringComparison.Ordinal)
                .Replace("https://staging.example.com", $"{Peer.Milvus.Uri} -Database {_database}", StringComparison.Ordinal)
                .Replace("http://localhost:19530 -Token", $"{Peer.Milvus.Uri} -Database {_database} -Token", StringComparison.Ordinal)
                .Replace("http://localhost:19530", Peer.Milvus.Uri.ToString(), StringComparison.Ordinal);
    }
}
