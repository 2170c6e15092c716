using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Milvus.Connections;
using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>
/// Completes names of objects on the server. It uses the existing connection, gives up after a second, caches the
/// result for ten seconds, and never throws: a broken server must not disturb typing.
/// </summary>
public abstract class NameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _kept = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => Choose(wordToComplete, Find(fakeBoundParameters));

    /// <summary>The names that begin with what is typed, quoted where necessary.</summary>
    internal static IEnumerable<CompletionResult> Choose(string typed, IEnumerable<string> names)
    {
        var word = typed.Trim('\'', '"');
        var pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
        return names
            .Where(pattern.IsMatch)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => new CompletionResult(Quote(name), name, CompletionResultType.ParameterValue, name))
            .ToList();
    }

    /// <summary>The scope of the names besides the connection, for example the collection.</summary>
    private protected virtual string? GetScope(IDictionary bound) => string.Empty;

    /// <summary>Requests the names from the server. A null scope means that there are none.</summary>
    private protected abstract Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token);

    /// <summary>The collection on the line: that of -Collection, or the argument at position 0.</summary>
    private protected static string? FindCollection(IDictionary bound) => ToText(bound["Collection"]);

    private IReadOnlyList<string> Find(IDictionary bound)
    {
        try
        {
            if (GetScope(bound) is not { } scope || ConnectionOf(bound) is not { } connection)
            {
                return [];
            }

            var database = ToText(bound["Database"]);
            var key = $"{GetType().Name}\n{database}\n{scope}";
            if (connection.Completions.TryGetValue(key, out var kept) && kept.Until > DateTime.UtcNow)
            {
                return kept.Names;
            }

            using var timer = new CancellationTokenSource(_limit);
            var asked = Task.Run(() => AskAsync(connection, new CallContext { Database = database }, scope, timer.Token), timer.Token);
            if (!asked.Wait(_limit))
            {
                return [];
            }

            connection.Completions[key] = (DateTime.UtcNow + _kept, asked.Result);
            return asked.Result;
        }
        catch (Exception failure) when (failure is AggregateException or MilvusException or OperationCanceledException)
        {
            return [];
        }
    }

    private static MilvusConnection? ConnectionOf(IDictionary bound)
    {
        var given = bound["Connection"] is PSObject wrapped ? wrapped.BaseObject : bound["Connection"];
        return given switch
        {
            MilvusConnection connection => connection,
            string name => RunspaceConnections.Find(System.Management.Automation.Runspaces.Runspace.DefaultRunspace)?.Find(name),
            _ => RunspaceConnections.Current,
        };
    }

    /// <summary>The text of an argument on the line, the first one of a list; null if there is none.</summary>
    internal static string? ToText(object? value) => value switch
    {
        PSObject wrapped => ToText(wrapped.BaseObject),
        string text => text,
        object[] { Length: > 0 } list => ToText(list[0]),
        _ => null,
    };

    /// <summary>A name as an argument on the command line.</summary>
    internal static string Quote(string name) => name.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.')
        ? name
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
