using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Shell;

/// <summary>Runs the built shell to its end.</summary>
internal static class ShellRun
{
    internal static RunningProgram Start(params string[] arguments) => RunningProgram.StartProject("Milvus.Shell", arguments);

    internal static ProgramResult Of(params string[] arguments)
    {
        using var shell = Start(arguments);
        return shell.Finish();
    }

    internal static ProgramResult OfWidth(int width, params string[] arguments)
    {
        using var shell = RunningProgram.StartProject("Milvus.Shell", arguments, width);
        return shell.Finish();
    }

    internal static ProgramResult Typed(string input, params string[] arguments)
    {
        using var shell = Start(arguments);
        shell.Type(input);
        return shell.Finish();
    }
}
