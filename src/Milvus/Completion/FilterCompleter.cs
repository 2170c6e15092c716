using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Milvus.Completion;

/// <summary>Completes the field that is being typed in a filter. The quote stays open, because the rest of the condition follows.</summary>
public sealed partial class FilterCompleter : IArgumentCompleter
{
    private readonly FieldNameCompleter _fields = new();

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

        return _fields.CompleteArgument(commandName, parameterName, begun, commandAst, fakeBoundParameters)
            .Select(field => field.ListItemText)
            .Select(name => new CompletionResult($"{quote}{before}{name}", name, CompletionResultType.ParameterValue, name));
    }

    private static char OtherQuote(char quote) => quote == '"' ? '\'' : '"';

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex LastName();
}
