using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Runs an analyzer: shows the tokens of a text for full-text search.</summary>
/// <example>
/// <code>Invoke-MilvusAnalyzer 'The quick brown foxes' -AnalyzerParameter @{ type = 'english' }</code>
/// Returns the tokens of the English analyzer.
/// </example>
/// <example>
/// <code>(Invoke-MilvusAnalyzer 'a b', 'c d' -Detail -Hash).Token</code>
/// Returns the tokens of the standard analyzer with their positions and hashes.
/// </example>
/// <example>
/// <code>Get-Content ./texts.txt | Invoke-MilvusAnalyzer -Collection words -Field text</code>
/// Returns the tokens of each line from the analyzer of a field.
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "MilvusAnalyzer", DefaultParameterSetName = ByParameter,
    HelpUri = CmdletPages.Folder + "Invoke-MilvusAnalyzer.md")]
[OutputType(typeof(AnalyzedText))]
public sealed class InvokeMilvusAnalyzerCommand : ConnectedCommand
{
    private const string ByParameter = "ByParameter";
    private const string ByField = "ByField";

    /// <summary>The texts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>The analyzer: a hashtable with type, tokenizer and filter; the standard analyzer when left out.</summary>
    [Parameter]
    [OnlyIn(ByParameter)]
    public System.Collections.Hashtable? AnalyzerParameter { get; set; }

    /// <summary>The collection of the field with the analyzer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByField)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string? Collection { get; set; }

    /// <summary>The field with the analyzer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByField)]
    [ArgumentCompleter(typeof(TextFieldCompleter))]
    public string? Field { get; set; }

    /// <summary>The names of analyzers, if the field has several: one for all texts, or one for each text.</summary>
    [Parameter]
    [OnlyIn(ByField)]
    [ValidateNotNullOrEmpty]
    public string[] AnalyzerName { get; set; } = [];

    /// <summary>Includes the offsets and positions of the tokens.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <summary>Includes the hashes of the tokens.</summary>
    [Parameter]
    public SwitchParameter Hash { get; set; }

    private protected override object? Target => Text;

    /// <inheritdoc/>
    protected override void Process()
    {
        var analyzer = new AnalyzerChoice
        {
            Parameters = ReadJson(nameof(AnalyzerParameter)),
            Collection = Collection,
            Field = Field,
            Names = AnalyzerName,
        };
        foreach (var analyzed in Await((call, token) => Client.RunAnalyzerAsync(call, Text, analyzer, Detail, Hash, token)))
        {
            WriteObject(Mark(analyzed));
        }
    }
}
