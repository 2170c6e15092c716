using System.Collections.Concurrent;
using System.Diagnostics;

namespace Milvus.Core.Calls;

/// <summary>
/// The context of all calls of one run of a cmdlet: the database, the time budget, and the messages for the pipeline thread, which writes
/// them.
/// </summary>
internal sealed class CallContext
{
    /// <summary>The context of a call outside of a cmdlet: the connection's database, no time limit.</summary>
    internal static CallContext Default => new();

    /// <summary>The database, or null for the connection's own.</summary>
    internal string? Database { get; init; }

    /// <summary>The end of the budget of <c>-TimeoutSec</c> in UTC; null to wait until the server answers or fails.</summary>
    internal DateTime? Deadline { get; init; }

    /// <summary>The time budget, for error messages.</summary>
    internal TimeSpan? Timeout { get; init; }

    /// <summary>Lines for the verbose stream: one for each call and each retry, never a value or a secret.</summary>
    internal ConcurrentQueue<string> Verbose { get; private init; } = new();

    /// <summary>Lines for the debug stream: the structure of each request without values; null if they are not shown.</summary>
    internal ConcurrentQueue<string>? Debug { get; init; }

    /// <summary>The span of the cmdlet.</summary>
    internal ActivityContext Span { get; init; }

    /// <summary>Lines for the warning stream.</summary>
    internal ConcurrentQueue<string> Warnings { get; private init; } = new();

    /// <summary>The verbose lines that were already written.</summary>
    private ConcurrentDictionary<string, bool> Told { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Writes a verbose line at most once per run.</summary>
    internal void SayOnce(string line)
    {
        if (Told.TryAdd(line, true))
        {
            Verbose.Enqueue(line);
        }
    }

    /// <summary>The same run in another database, with the same budget and message queues.</summary>
    internal CallContext ForDatabase(string? database) =>
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
