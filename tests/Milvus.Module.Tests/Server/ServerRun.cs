using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Server;

/// <summary>A started Milvus.Server on a free port. It prints its address when it is ready.</summary>
internal sealed class ServerRun : IDisposable
{
    private ServerRun(RunningProgram program)
    {
        Program = program;
        Address = new Uri(program.ReadLine());
    }

    internal RunningProgram Program { get; }

    internal Uri Address { get; }

    internal static ServerRun Start(params string[] arguments) =>
        new(RunningProgram.StartProject("Milvus.Server", [.. arguments, "--port", "0"]));

    /// <summary>The same, with variables of the environment.</summary>
    internal static ServerRun StartWith(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(RunningProgram.StartProject("Milvus.Server", [.. arguments, "--port", "0"], environment: environment));

    internal static ProgramResult Of(params string[] arguments)
    {
        using var server = RunningProgram.StartProject("Milvus.Server", arguments);
        return server.Finish();
    }

    public void Dispose() => Program.Dispose();
}
