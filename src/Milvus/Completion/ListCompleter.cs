using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Milvus.Connections;
using Milvus.Core.Errors;
using Milvus.Names;
using Milvus.Values;

namespace Milvus.Completion;

/// <summary>Completes from a list that needs no server.</summary>
public abstract class ListCompleter : IArgumentCompleter
{
    private protected abstract IReadOnlyList<string> Values { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => Choose(fakeBoundParameters)
            .Where(value => value.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(
                value.Name.Contains(' ', StringComparison.Ordinal)
                    ? QuotedText.Of(value.Name)
                    : value.Name,
                value.Name,
                CompletionResultType.ParameterValue,
                value.Description));

    /// <summary>The values that fit the other arguments on the line, with their descriptions.</summary>
    private protected virtual IEnumerable<CompletedName> Choose(IDictionary bound) => Values.Select(value => new CompletedName(value));
}

/// <summary>Completes encodings of text files.</summary>
public sealed class EncodingCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["utf8", "ascii", "latin1", "windows-1252", "ansi", "oem", "unicode", "bigendianunicode", "utf32", "bigendianutf32"];
}

/// <summary>Completes the types of fields and of their elements.</summary>
public sealed class DataTypeCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values => DataTypeName.Known;
}

/// <summary>Completes the states of stored segments.</summary>
public sealed class SegmentStateCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values => SegmentStates.Names;
}

/// <summary>Completes the names of this session's connections.</summary>
public sealed class ConnectionNameCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values =>
        [.. Open.Select(connection => connection.Name)];

    private static IEnumerable<MilvusConnection> Open => RunspaceConnections.Find(Runspace.DefaultRunspace)?.All ?? [];

    private protected override IEnumerable<CompletedName> Choose(IDictionary bound) => Open.Select(connection => new CompletedName(
        connection.Name,
        TerminalText.ToLine(
            $"{connection.Address}/{connection.Database}, {connection.ServerType} {connection.ServerVersion}, {connection.State}")));
}
