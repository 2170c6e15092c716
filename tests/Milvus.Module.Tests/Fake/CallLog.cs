using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Milvus.Module.Tests.Fake;

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

    /// <summary>The names of the received calls, in order.</summary>
    public ConcurrentQueue<string> Names { get; } = new();

    /// <summary>The names of the received calls that change something.</summary>
    public IReadOnlyList<string> Writes => [.. Names.Where(name => !_reading.Any(word => name.StartsWith(word, StringComparison.Ordinal)))];

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

    /// <summary>The status of every call after Connect, if set.</summary>
    public Status? Refusal { get; set; }

    /// <summary>Changes of answers by the name of the call.</summary>
    public ConcurrentDictionary<string, Action<object>> Changed { get; } = new();

    /// <summary>The only received request of a type.</summary>
    public T Only<T>()
        where T : IMessage => Assert.Single(Requests.Select(call => call.Request).OfType<T>());

    /// <summary>Sets the answer of all calls of a name.</summary>
    public void Answer(string name, IMessage? answer = null) => Answers[name] = _ => answer;
}
