using System.Collections;
using System.Management.Automation.Runspaces;
using Milvus.Connections;
using Milvus.Core.Calls;
using Milvus.Values;

namespace Milvus.Completion;

/// <summary>
/// Asks the server of the connection on the line. It uses the existing connection, gives up after a second, caches the answer for ten
/// seconds, and never throws: a broken server must not disturb typing.
/// </summary>
internal static class BoundedAsking
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _kept = TimeSpan.FromSeconds(10);

    /// <summary>The answer; null if it is not there in time.</summary>
    /// <param name="bound">The arguments on the line.</param>
    /// <param name="question">Identifies the question in the cache of the connection.</param>
    /// <param name="ask">Asks the server.</param>
    /// <param name="limit">How long to wait; a second by default.</param>
    internal static T? Ask<T>(
        IDictionary bound,
        string question,
        Func<MilvusConnection, CallContext, CancellationToken, Task<T>> ask,
        TimeSpan? limit = null)
        where T : class
    {
        try
        {
            if (FindConnection(bound) is not { } connection)
            {
                return null;
            }

            var database = NameCompleter.ToText(bound["Database"]);
            var key = $"{question}\n{database}";
            if (connection.Completions.TryGetValue(key, out var kept) && kept.Until > DateTime.UtcNow)
            {
                return kept.Answer as T;
            }

            var longest = limit is { } given && given < _limit ? given : _limit;
            if (longest <= TimeSpan.Zero)
            {
                return null;
            }

            using var timer = new CancellationTokenSource(longest);
            var asked = Task.Run(() => ask(connection, new CallContext { Database = database }, timer.Token), timer.Token);
            if (!asked.Wait(longest))
            {
                return null;
            }

            connection.Completions[key] = (DateTime.UtcNow + _kept, asked.Result);
            return asked.Result;
        }
        catch (Exception failure) when (failure is AggregateException or MilvusException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The connection of the arguments, or the current one; null if there is no such connection.</summary>
    internal static MilvusConnection? FindConnection(IDictionary bound)
    {
        var given = PlainObject.Of(bound["Connection"]);
        return given switch
        {
            MilvusConnection connection => connection,
            string name => RunspaceConnections.Find(Runspace.DefaultRunspace)?.Find(name),
            _ => RunspaceConnections.Current,
        };
    }
}
