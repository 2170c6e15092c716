using System.Management.Automation.Runspaces;

namespace Milvus.Shell;

/// <summary>Runs the shell: a runspace with the module, a script or a prompt, and the exit code.</summary>
internal sealed class ShellProgram(ShellArguments arguments)
{
    private const int Failed = 1;
    private const int Misused = 2;

    internal static int Refuse(string complaint)
    {
        Console.Error.WriteLine(complaint);
        Console.Error.WriteLine(ShellArguments.Usage);
        return Misused;
    }

    internal int Run()
    {
        var manifest = FindManifest();
        if (manifest is null)
        {
            Console.Error.WriteLine(
                $"Milvus.psd1 was not found above {AppContext.BaseDirectory}: build the repository first with dotnet build.");
            return Failed;
        }

        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        var host = new ShellHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        using var pipeline = new ShellPipeline(runspace, host);
        var code = arguments switch
        {
            { Script: { } script } => pipeline.RunScript(script, arguments.ScriptArguments),
            { Command: { } command } => pipeline.RunText(command) ? 0 : Failed,
            _ => new ShellPrompt(runspace, host, pipeline).Run(),
        };
        return host.ExitCode ?? code;
    }

    private static string? FindManifest()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, "Milvus.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        return null;
    }
}
