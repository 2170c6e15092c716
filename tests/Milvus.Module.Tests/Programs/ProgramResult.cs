namespace Milvus.Module.Tests.Programs;

/// <summary>How a process ended, and what it wrote.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    internal string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
