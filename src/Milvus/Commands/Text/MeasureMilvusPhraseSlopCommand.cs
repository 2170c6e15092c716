using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Computes the slop of a phrase: the smallest one with which phrase_match finds it in a text.</summary>
/// <example><code>Measure-MilvusPhraseSlop 'quick fox' 'the quick brown fox'</code>Returns 1, because one word is between them.</example>
/// <example>
/// <code>Get-Content ./texts.txt | Measure-MilvusPhraseSlop 'machine learning' | Where-Object IsMatch | Sort-Object Slop</code>
/// Lists the lines with the words, the smallest slop first.
/// </example>
/// <example>
/// <code>Measure-MilvusPhraseSlop 'foxes run' 'a fox that runs' -AnalyzerParameter @{ type = 'english' }</code>
/// Uses the analyzer of the field.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusPhraseSlop", HelpUri = CmdletPages.Folder + "Measure-MilvusPhraseSlop.md")]
[OutputType(typeof(PhraseSlop))]
public sealed class MeasureMilvusPhraseSlopCommand : ConnectedCommand
{
    /// <summary>The phrase.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Phrase { get; set; } = string.Empty;

    /// <summary>The texts.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>The analyzer: a hashtable with type, tokenizer and filter; the standard analyzer when left out.</summary>
    [Parameter]
    public System.Collections.Hashtable? AnalyzerParameter { get; set; }

    private protected override object? Target => Text;

    /// <inheritdoc/>
    protected override void Process()
    {
        var parameters = ReadJson(nameof(AnalyzerParameter));
        foreach (var slop in Await((call, token) => Client.GetPhraseSlopAsync(call, Phrase, Text, parameters, token)))
        {
            WriteObject(Mark(slop));
        }
    }
}
