using Microsoft.AspNetCore.Connections;
using Milvus.Embedded.Errors;

namespace Milvus.Server;

/// <summary>Runs the server, from its arguments to its exit code.</summary>
internal static class ServerProgram
{
    private const int Failed = 1;
    private const int Misused = 2;

    internal static async Task<int> RunAsync(string[] args)
    {
        var token = Environment.GetEnvironmentVariable(ServerOptions.TokenVariable);
        var key = Environment.GetEnvironmentVariable(EmbedderOptions.KeyVariable);
        if (ServerOptions.Parse(args, token, out var complaint, key) is not { } options)
        {
            return await FailAsync($"{complaint}\n{ServerOptions.Usage}", Misused).ConfigureAwait(false);
        }

        try
        {
            await using var server = await MilvusServer.StartAsync(options).ConfigureAwait(false);
            await Console.Out.WriteLineAsync(server.Address).ConfigureAwait(false);
            await server.WaitForShutdownAsync().ConfigureAwait(false);
            return 0;
        }
        catch (EmbeddedDatabaseException failure)
        {
            return await FailAsync(failure.Message, Failed).ConfigureAwait(false);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            return await FailAsync($"Port {options.Port} is in use: choose another with --port, or 0 for any free one.", Failed)
                .ConfigureAwait(false);
        }
    }

    private static async Task<int> FailAsync(string message, int code)
    {
        await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
        return code;
    }
}
