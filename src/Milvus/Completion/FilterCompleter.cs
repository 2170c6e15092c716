using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Milvus.Completion;

/// <summary>Completes the field that is being typed in a filter. The quote stays open, because the rest of the condition follows.</summary>
public sealed partial class FilterCompleter : IArgumentCompleter
{
    private readonly RowKeyCompleter _fields = new();

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var quote = wordToComplete.StartsWith('"') ? '"' : '\'';
        var text = wordToComplete.Trim(quote);
        var begun = LastName().Match(text).Value;
        var before = text[..^begun.Length];
        if (before.Count(character => character == OtherQuote(quote)) % 2 != 0)
        {
            // Text literals of the filter contain no fields.
            return [];
        }

        // A dynamic key with other characters needs $meta["..."], which double quotes would expand.
        return _fields.CompleteArgument(commandName, parameterName, begun, commandAst, fakeBoundParameters)
            .Where(field => WholeName().IsMatch(field.ListItemText))
            .Select(field => new CompletionResult(
                $"{quote}{before}{field.ListItemText}",
                field.ListItemText,
                CompletionResultType.ParameterValue,
                field.ToolTip));
    }

    private static char OtherQuote(char quote) => quote == '"' ? '\'' : '"';

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex LastName();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeName();
}
