using System.Collections;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Language;
using Milvus.Core.Calls;
using Milvus.Core.Errors;
using Milvus.Names;

namespace Milvus.Completion;

/// <summary>
/// Completes names of objects on the server, with what they are as tooltips. Names come within a second or not at all, and tooltips only
/// if the rest of the second is enough for them.
/// </summary>
public abstract class NameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);

    /// <summary>The number of objects that are described. More would take too long.</summary>
    private protected const int MaxDescribed = 30;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => Choose(wordToComplete, Find(fakeBoundParameters));

    /// <summary>The names that begin with what is typed, quoted where necessary.</summary>
    internal static IEnumerable<CompletionResult> Choose(string typed, IEnumerable<string> names) =>
        Choose(typed, names.Select(name => new CompletedName(name)));

    /// <summary>The names that begin with what is typed, quoted where necessary, by rank.</summary>
    internal static IEnumerable<CompletionResult> Choose(string typed, IEnumerable<CompletedName> names)
    {
        var word = typed.Trim('\'', '"');
        var pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
        return names
            .Where(item => pattern.IsMatch(item.Name))
            .OrderBy(item => item.Rank)
            .ThenBy(item => item.Name, StringComparer.OrdinalIgnoreCase)
            .Select(item => new CompletionResult(Quote(item.Name), item.Name, CompletionResultType.ParameterValue, ToToolTip(item)))
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

    /// <summary>What the names are, and further names; null if the names are all that is shown.</summary>
    private protected virtual Func<MilvusConnection, CallContext, CancellationToken, Task<IReadOnlyList<CompletedName>>>? DescribeAsync(
        string scope,
        IReadOnlyList<string> names) => null;

    /// <summary>The collection on the line: that of -Collection, or the argument at position 0.</summary>
    private protected static string? FindCollection(IDictionary bound) => ToText(bound["Collection"]);

    /// <summary>The names on the server; empty if they do not come within a second.</summary>
    internal IReadOnlyList<string> FindNames(IDictionary bound) => GetScope(bound) is { } scope ? AskNames(bound, scope) ?? [] : [];

    private IReadOnlyList<string>? AskNames(IDictionary bound, string scope) =>
        BoundedAsking.Ask(bound, GetQuestion(scope), (connection, call, token) => AskAsync(connection, call, scope, token));

    private string GetQuestion(string scope) => $"{GetType().Name}\n{scope}";

    /// <summary>The names on the server, with their descriptions.</summary>
    internal IReadOnlyList<CompletedName> Find(IDictionary bound)
    {
        if (GetScope(bound) is not { } scope)
        {
            return [];
        }

        var clock = Stopwatch.StartNew();
        if (AskNames(bound, scope) is not { } names)
        {
            return [];
        }

        var described = DescribeAsync(scope, names) is { } describe
            ? BoundedAsking.Ask(bound, $"{GetQuestion(scope)}\ndescribed", describe, _limit - clock.Elapsed)
            : null;
        return described ?? [.. names.Select(name => new CompletedName(name))];
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
        : QuotedText.Of(name);

    // PowerShell refuses an empty tooltip.
    private static string ToToolTip(CompletedName item) =>
        item.Description.Length == 0 ? item.Name : TerminalText.ToLine(item.Description);
}
