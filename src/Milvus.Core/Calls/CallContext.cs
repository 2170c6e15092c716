using System.Collections.Concurrent;
using System.Diagnostics;

namespace Milvus;

/// <summary>
/// What one run of a cmdlet brings to every call it makes: the database, the one time budget, and the messages the calls leave for
/// the pipeline thread, which alone may write them.
/// </summary>
internal sealed class CallContext
{
    /// <summary>The context of a call that belongs to no cmdlet: the connection's database, no time limit.</summary>
    internal static CallContext Default => new();

    /// <summary>The database, or null for the connection's own.</summary>
    internal string? Database { get; init; }

    /// <summary>When the budget of <c>-TimeoutSec</c> ends, in UTC; null: wait until the server answers or fails.</summary>
    internal DateTime? Deadline { get; init; }

    /// <summary>The budget itself, for the error that says it ran out.</summary>
    internal TimeSpan? Timeout { get; init; }

    /// <summary>Lines for the verbose stream: one for each call and each retry, never a value or a secret.</summary>
    internal ConcurrentQueue<string> Verbose { get; private init; } = new();

    /// <summary>Lines for the debug stream: the shape of each request, never a value; null when nobody reads them.</summary>
    internal ConcurrentQueue<string>? Debug { get; init; }

    /// <summary>The span of the cmdlet, for whoever watches spans.</summary>
    internal ActivityContext Span { get; init; }

    /// <summary>Lines for the warning stream.</summary>
    internal ConcurrentQueue<string> Warnings { get; private init; } = new();

    /// <summary>What this run has said already.</summary>
    private ConcurrentDictionary<string, bool> Told { get; init; } = new(StringComparer.Ordinal);

    /// <summary>A line for the verbose stream that stands there once, however often it is met.</summary>
    internal void SayOnce(string line)
    {
        if (Told.TryAdd(line, true))
        {
            Verbose.Enqueue(line);
        }
    }

    /// <summary>The same run in another database: one budget, and messages go to the same place.</summary>
    internal CallContext In(string? database) =>
        new()
        {
            Database = database,
            Deadline = Deadline,
            Timeout = Timeout,
            Verbose = Verbose,
            Warnings = Warnings,
            Debug = Debug,
            Span = Span,
            Told = Told,
        };
}
