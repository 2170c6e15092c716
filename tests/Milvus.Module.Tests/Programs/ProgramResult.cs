namespace Milvus.Module.Tests.Programs;

/// <summary>The exit code and the output of a process.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    internal string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
