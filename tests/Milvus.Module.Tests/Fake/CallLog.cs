using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Milvus.Module.Tests.Fake;

/// <summary>What a server was asked, and what it does that a real one will not do on demand.</summary>
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

    /// <summary>The calls that came, by name, in their order.</summary>
    public ConcurrentQueue<string> Names { get; } = new();

    /// <summary>The calls that came and change something.</summary>
    public IReadOnlyList<string> Writes => [.. Names.Where(name => !_reading.Any(word => name.StartsWith(word, StringComparison.Ordinal)))];

    /// <summary>The same calls with what they carried.</summary>
    public ConcurrentQueue<RecordedCall> Requests { get; } = new();

    /// <summary>Calls of these names are answered so, and the engine is not asked; a null answer is an empty success.</summary>
    public ConcurrentDictionary<string, Func<IMessage, IMessage?>> Answers { get; } = new();

    /// <summary>Streams of these names give these messages, and are then ended.</summary>
    public ConcurrentDictionary<string, IEnumerable<IMessage>> Streams { get; } = new();

    /// <summary>The streams that their reader ended.</summary>
    public ConcurrentQueue<string> Ended { get; } = new();

    /// <summary>Calls of these names are never answered.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = new();

    /// <summary>Calls of these names fail so.</summary>
    public ConcurrentDictionary<string, Status> Failing { get; } = new();

    /// <summary>When set, every call after connecting fails so.</summary>
    public Status? Refusal { get; set; }

    /// <summary>What is changed in an answer before it goes out.</summary>
    public ConcurrentDictionary<string, Action<object>> Changed { get; } = new();

    /// <summary>The only request of a kind that came.</summary>
    public T Only<T>()
        where T : IMessage => Assert.Single(Requests.Select(call => call.Request).OfType<T>());

    /// <summary>Answers calls of this name with this, whatever they ask.</summary>
    public void Answer(string name, IMessage? answer = null) => Answers[name] = _ => answer;
}
