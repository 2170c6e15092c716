using System.Globalization;
using Grpc.Core;

namespace Milvus.Embedded.Diagnostics;

/// <summary>Publishes unexpected exceptions of the engine. Writers of logs, traces and debug streams subscribe.</summary>
internal sealed class EngineFailures
{
    private readonly object _gate = new();
    private volatile Action<EngineFailure>[] _observers = [];

    /// <summary>Calls <paramref name="observer"/> for each failure, on the failing thread, until the result is disposed.</summary>
    public IDisposable Subscribe(Action<EngineFailure> observer)
    {
        lock (_gate)
        {
            _observers = [.. _observers, observer];
        }

        return new Subscription(this, observer);
    }

    /// <summary>Reports the failure of a call.</summary>
    public void Report(ServerCallContext context, Exception exception) =>
        Report(context.Method[(context.Method.LastIndexOf('/') + 1)..], RequestId.Of(context), exception);

    /// <summary>Reports the failure of a background job, whose id is used as that of a request.</summary>
    public void Report(string job, long id, Exception exception) => Report(job, id.ToString(CultureInfo.InvariantCulture), exception);

    private void Report(string method, string requestId, Exception exception)
    {
        var observers = _observers;
        if (observers.Length == 0)
        {
            return;
        }

        var failure = EngineFailure.Of(method, requestId, exception);
        foreach (var observer in observers)
        {
            observer(failure);
        }
    }

    private void Unsubscribe(Action<EngineFailure> observer)
    {
        lock (_gate)
        {
            _observers = [.. _observers.Where(other => !ReferenceEquals(other, observer))];
        }
    }

    private sealed class Subscription(EngineFailures failures, Action<EngineFailure> observer) : IDisposable
    {
        public void Dispose() => failures.Unsubscribe(observer);
    }
}
