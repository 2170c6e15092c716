using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Reference;

namespace Milvus.Module.Tests.Help;

/// <summary>A server on a copy of a prepared database, and a connected shell, as the examples expect.</summary>
internal sealed class HelpWorld : IDisposable
{
    private readonly RecordingServer _server;
    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();

    internal HelpWorld(string database, bool withFiles)
    {
        File.Copy(database, _folder.File("world.db"));
        if (withFiles)
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(database)!).Where(file => !file.Contains(".db")))
            {
                File.Copy(file, _folder.File(Path.GetFileName(file)));
            }

            Directory.CreateDirectory(_folder.File("import"));
            foreach (var folder in Directory.GetDirectories(Path.GetDirectoryName(database)!))
            {
                CopyFolder(folder, _folder.File(Path.GetFileName(folder)));
            }
        }

        _server = new RecordingServer("root:Milvus", _folder.File("world.db"));
        ReferenceAnswers.Give(_server.Log);
        _shell.Do(File.ReadAllText(Script("Session.ps1")), _server.Address, _folder.FullName);
    }

    /// <summary>Creates a database with a script of this folder.</summary>
    internal static void Prepare(string database, string script)
    {
        using var shell = new ModuleShell();
        shell.Do(
            "$null = Connect-Milvus -Path $args[0]; $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])",
            database,
            Path.GetDirectoryName(database));
        shell.Do(File.ReadAllText(Script(script)));
        shell.Do("Disconnect-Milvus");
    }

    /// <summary>Runs an example, with the address of this server instead of that of the examples.</summary>
    internal Ran Run(string line) => _shell.Run(line.Replace("http://localhost:19530", _server.Address, StringComparison.Ordinal));

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string Script(string name) =>
        Path.Combine(Repository.Root, "tests", "Milvus.Module.Tests", "Help", "World", name);
}
