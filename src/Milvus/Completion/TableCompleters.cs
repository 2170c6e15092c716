using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Milvus.Names;

namespace Milvus.Completion;

/// <summary>Completes a table of names with the form of one entry, where PowerShell would offer the files of the folder.</summary>
public abstract class TableCompleter : IArgumentCompleter
{
    /// <summary>The entries, with what they do.</summary>
    private protected abstract IEnumerable<CompletedName> Find(IDictionary bound);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
    [
        .. Find(fakeBoundParameters)
            .Where(entry => entry.Name.Contains(wordToComplete.Trim('\'', '"', '@', '{', ' '), StringComparison.OrdinalIgnoreCase))
            .Select(entry => new CompletionResult(
                $"@{{ {entry.Name} }}", entry.Name, CompletionResultType.ParameterValue, entry.Description)),
    ];
}

/// <summary>Completes -Map of imports: a column of the file for each field of the collection.</summary>
public sealed class ColumnMapCompleter : TableCompleter
{
    private protected override IEnumerable<CompletedName> Find(IDictionary bound)
    {
        var fields = NameCompleter.ToText(bound["Collection"]) is not { } collection ? null : BoundedAsking.Ask(
            bound,
            $"schema\n{collection}",
            (connection, call, token) => connection.Client.GetSchemaAsync(call, collection, token));
        return (fields?.Field.Where(field => !field.IsDynamic).Select(field => field.Name) ?? []).DefaultIfEmpty("field")
            .Select(field => new CompletedName(
                $"column = {QuotedText.Of(field)}", $"The column of the file that fills {field}; its name replaces 'column'."));
    }
}
