using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Milvus.Shell;

/// <summary>Reads commands from the console and runs them until exit or the end of the input.</summary>
internal sealed class ShellPrompt(Runspace runspace, ShellHost host, ShellPipeline pipeline)
{
    internal int Run()
    {
        if (!Console.IsInputRedirected)
        {
            Console.Out.WriteLine("Milvus for PowerShell. Type a command, or exit. Get-Command -Module Milvus lists the commands.");
        }

        while (host.ExitCode is null && Read() is { } text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                pipeline.RunText(text);
            }
        }

        return 0;
    }

    private string? Read()
    {
        var location = runspace.SessionStateProxy.Path.CurrentLocation.Path;
        var text = Ask($"PS {location}> ");
        while (text is not null && IsIncomplete(text) && Ask(">> ") is { } more)
        {
            text += Environment.NewLine + more;
        }

        return text;
    }

    private static string? Ask(string prompt)
    {
        if (!Console.IsInputRedirected)
        {
            Console.Out.Write(prompt);
        }

        return Console.In.ReadLine();
    }

    private static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return errors.Any(error => error.IncompleteInput);
    }
}
