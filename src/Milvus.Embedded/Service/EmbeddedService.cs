using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Building;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Compaction;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Embedding;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Import;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Storage;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>
/// The Milvus service on an embedded database. Requests are neither kept nor changed, because the caller may send them again. An RPC that
/// is not overridden returns UNIMPLEMENTED with its name.
/// </summary>
internal sealed partial class EmbeddedService(
    Store store,
    CollectionCatalog catalog,
    HybridClock clock,
    IndexBuilds builds,
    CompactionJobs compactions,
    ImportJobs imports,
    AccessCatalog access,
    EngineFailures failures
) : MilvusService.MilvusServiceBase
{
    /// <summary>
    /// Runs a call in the background. A failure becomes a status, and an unexpected one is reported. A deadline or cancellation becomes a
    /// gRPC error, as over a socket. A write that has begun to commit is completed nevertheless.
    /// </summary>
    private async Task<T> Run<T>(ServerCallContext context, Func<Call, T> body, Func<Status, T> failed)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        if (context.Deadline != DateTime.MaxValue)
        {
            var left = context.Deadline.ToUniversalTime() - DateTime.UtcNow;
            if (left <= TimeSpan.Zero)
            {
                throw CreateDeadlineExceeded(context);
            }

            // A deadline beyond the range of a timer is ignored.
            if (left < TimeSpan.FromDays(20))
            {
                deadline.CancelAfter(left);
            }
        }

        var token = deadline.Token;
        try
        {
            var call = new Call(context.RequestHeaders, AccessGuard.UserOf(context), token)
            {
                Embedder = CallEmbedder.Find(context),
                Embedding = EmbeddingPhase.Find(context),
                Deadline = context.Deadline == DateTime.MaxValue ? null : context.Deadline.ToUniversalTime(),
            };
            return await Task.Run(() => RunReported(context, call, body), token).WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested && context.Deadline > DateTime.UtcNow)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.Cancelled, $"{context.Method} was cancelled"));
        }
        catch (OperationCanceledException)
        {
            throw CreateDeadlineExceeded(context);
        }
        catch (RpcException)
        {
            throw;
        }
        catch (Exception exception)
        {
            return failed(Statuses.Of(exception));
        }
    }

    private Task<Status> Run(ServerCallContext context, Action<Call> body) => Run(
        context,
        call =>
        {
            body(call);
            return Statuses.Ok;
        },
        status => status);

    /// <summary>Reports unexpected failures here, because nothing awaits the call after its deadline.</summary>
    private T RunReported<T>(ServerCallContext context, Call call, Func<Call, T> body)
    {
        try
        {
            return body(call);
        }
        catch (Exception exception) when (Statuses.IsUnexpected(exception))
        {
            failures.Report(context, exception);
            throw;
        }
    }

    /// <summary>The collection of a request, by name or alias. An invalid name is rejected before the look-up.</summary>
    private CollectionEntry ResolveCollection(Call call, string database, string name)
    {
        NameRules.Collection(name);
        return catalog.ResolveCollection(call.ResolveDatabase(database), name);
    }

    private static RpcException CreateDeadlineExceeded(ServerCallContext context) =>
        new(new Grpc.Core.Status(StatusCode.DeadlineExceeded, $"{context.Method} did not finish in time"));
}
