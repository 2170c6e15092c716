using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Milvus.Testing.Fake;

/// <summary>The calls that a server received, and answers that a real server does not return on demand.</summary>
public sealed class CallLog
{
    private static readonly string[] _reading =
    [
        "Alloc",
        "Backup",
        "Batch",
        "Check",
        "Compute",
        "Connect",
        "Describe",
        "Dump",
        "Get",
        "Has",
        "HybridSearch",
        "List",
        "Query",
        "Run",
        "Search",
        "Select",
        "Show",
    ];

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentDictionary<string, Func<int, IMessage, ServerCallContext, Task<IMessage?>>> _scripts = new();

    /// <summary>The names of the received calls, in order.</summary>
    public ConcurrentQueue<string> Names { get; } = new();

    /// <summary>The names of the received calls that change something.</summary>
    public IReadOnlyList<string> Writes => [.. Names.Where(name => !IsRead(name))];

    /// <summary>The received calls with their requests.</summary>
    public ConcurrentQueue<RecordedCall> Requests { get; } = new();

    /// <summary>The answers of calls by name, instead of those of the engine; a null answer is an empty success.</summary>
    public ConcurrentDictionary<string, Func<IMessage, IMessage?>> Answers { get; } = new();

    /// <summary>The messages of streams by name, after which the streams end.</summary>
    public ConcurrentDictionary<string, IEnumerable<IMessage>> Streams { get; } = new();

    /// <summary>The streams that the reader ended.</summary>
    public ConcurrentQueue<string> Ended { get; } = new();

    /// <summary>Calls of these names are never answered.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = new();

    /// <summary>The statuses of calls by name that fail.</summary>
    public ConcurrentDictionary<string, Status> Failing { get; } = new();

    /// <summary>The calls that are refused, by name: the number of the call from 1.</summary>
    public ConcurrentDictionary<string, int> FailingNumbers { get; } = new();

    /// <summary>The status of every call after Connect, if set.</summary>
    public Status? Refusal { get; set; }

    /// <summary>Changes of answers by the name of the call.</summary>
    public ConcurrentDictionary<string, Action<object>> Changed { get; } = new();

    /// <summary>What each call waits for after it was recorded, if set.</summary>
    public Func<string, Task>? Gate { get; set; }

    /// <summary>The only received request of a type.</summary>
    public T Only<T>()
        where T : IMessage => Assert.Single(Requests.Select(call => call.Request).OfType<T>());

    /// <summary>Whether a call of this name changes nothing.</summary>
    public static bool IsRead(string name) => _reading.Any(word => name.StartsWith(word, StringComparison.Ordinal));

    /// <summary>The number of calls of a name.</summary>
    public int Count(string name) => _counts.GetValueOrDefault(name);

    /// <summary>Sets the answer of all calls of a name.</summary>
    public void Answer(string name, IMessage? answer = null) => Answers[name] = _ => answer;

    /// <summary>Runs a script for each call of a name, with its number from 1. If it returns null, the call continues.</summary>
    public void On<TRequest, TResponse>(string name, Func<int, TRequest, ServerCallContext, Task<TResponse?>> script)
        where TRequest : class, IMessage
        where TResponse : class, IMessage =>
        _scripts[name] = async (number, request, context) => await script(number, (TRequest)request, context);

    /// <inheritdoc cref="On{TRequest,TResponse}(string,Func{int,TRequest,ServerCallContext,Task{TResponse}})"/>
    public void On<TRequest, TResponse>(string name, Func<int, TResponse?> script)
        where TRequest : class, IMessage
        where TResponse : class, IMessage => On<TRequest, TResponse>(name, (number, _, _) => Task.FromResult(script(number)));

    /// <summary>Records a call, and returns its number among the calls of its name.</summary>
    internal int Add(RecordedCall call)
    {
        Names.Enqueue(call.Name);
        Requests.Enqueue(call);
        return _counts.AddOrUpdate(call.Name, 1, (_, before) => before + 1);
    }

    /// <summary>The answer of the script for a call, or null.</summary>
    internal Task<IMessage?> RunScriptAsync(int number, RecordedCall call, ServerCallContext context) =>
        _scripts.TryGetValue(call.Name, out var script) ? script(number, call.Request, context) : Task.FromResult<IMessage?>(null);
}
