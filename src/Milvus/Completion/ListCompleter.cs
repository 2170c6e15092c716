using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Milvus.Connections;
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
        IDictionary fakeBoundParameters) => Values
            .Where(value => value.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(
                value.Contains(' ', StringComparison.Ordinal) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'" : value,
                value,
                CompletionResultType.ParameterValue,
                value));
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
        [.. RunspaceConnections.Find(Runspace.DefaultRunspace)?.All.Select(connection => connection.Name) ?? []];
}
