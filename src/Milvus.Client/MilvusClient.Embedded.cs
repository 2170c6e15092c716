using System.Net;
using System.Runtime.CompilerServices;
using Milvus.Client.Calls;
using Milvus.Client.InProcess;
using Milvus.Client.Transport;
using Milvus.Core.Calls;
using Milvus.Core.Errors;
using Milvus.Embedded;
using Milvus.Embedded.Errors;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const string InMemoryAddress = ":memory:";

    /// <summary>Opens the database on the thread pool: recovering a large file takes time, and the caller may cancel meanwhile.</summary>
    private static async Task<Connection> OpenEmbeddedAsync(ConnectOptions options, CancellationToken token)
    {
        if (options.Path is null && !options.InMemory)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "Neither an address nor the path of an embedded database was specified.");
        }

        var opening = Task.Run(() => EmbeddedEngine.Open(options.InMemory ? null : options.Path, options.Time), CancellationToken.None);
        // The call tables are large types: initialising them here, in parallel, saves time in the first call.
        RuntimeHelpers.RunClassConstructor(typeof(Rpcs).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Protocol.MilvusService).TypeHandle);
        try
        {
            var engine = await opening.WaitAsync(token).ConfigureAwait(false);
            var secret = options.Token is { } given ? new NetworkCredential(string.Empty, given).Password : null;
            return new Connection(
                options.InMemory ? InMemoryAddress : options.Path!,
                new InProcessCallInvoker(engine.Service, engine.CreateGuard(withCredentials: secret is not null), options.Embedder),
                secret,
                options.Database,
                engine.Dispose)
            {
                Engine = engine,
                Identity = engine.Identity,
                Failures = engine.Failures,
            };
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                static late =>
                {
                    if (late.IsCompletedSuccessfully)
                    {
                        late.Result.Dispose();
                    }
                    else
                    {
                        // Marks the exception as observed: nothing waits for the task any more.
                        _ = late.Exception;
                    }
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
            throw;
        }
        catch (EmbeddedDatabaseException e)
        {
            throw new MilvusException(e.ErrorId, e.Message, e) { RecommendedAction = DefaultAdvice.Find(e.ErrorId) };
        }
    }
}
