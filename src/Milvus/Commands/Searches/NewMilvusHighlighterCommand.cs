using System.Collections;
using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Defines the highlighting of matches in the texts of hits, for Search-MilvusEntity.</summary>
/// <remarks>Without -Query, it highlights the words of the search text. Nothing is sent.</remarks>
/// <example>
/// <code>Search-MilvusEntity lyrics -Text 'old music' -Highlighter (New-MilvusHighlighter)</code>
/// Highlights the words of the search text.
/// </example>
/// <example>
/// <code>New-MilvusHighlighter -PreTag '[' -PostTag ']' -FragmentSize 80 -FragmentCount 2</code>
/// Returns two short fragments of each text, with brackets as tags.
/// </example>
/// <example>
/// <code>New-MilvusHighlighter -Query @{ type = 'TextMatch'; field = 'gloss'; text = 'sound' }</code>
/// Highlights other words than those of the search text.
/// </example>
/// <example>
/// <code>New-MilvusHighlighter -SemanticQuery 'sad songs' -InputField gloss -Threshold 0.6</code>
/// Highlights passages of similar meaning, by a model of the server.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusHighlighter", DefaultParameterSetName = ByWords, HelpUri = CmdletPages.Folder + "New-MilvusHighlighter.md")]
[OutputType(typeof(SearchHighlighter))]
public sealed class NewMilvusHighlighterCommand : MilvusCommand
{
    private const string ByWords = "Words";
    private const string ByMeaning = "Meaning";

    /// <summary>Further matches to highlight: tables with type, field and text, for example TextMatch.</summary>
    [Parameter]
    [OnlyIn(ByWords)]
    [ValidateNotNullOrEmpty]
    public Hashtable[]? Query { get; set; }

    /// <summary>Highlights only the matches of -Query, not the search text.</summary>
    [Parameter]
    [OnlyIn(ByWords)]
    public SwitchParameter NoSearchText { get; set; }

    /// <summary>The number of characters of a fragment before its first match.</summary>
    [Parameter]
    [OnlyIn(ByWords)]
    [ValidateRange(0, int.MaxValue)]
    public int FragmentOffset { get; set; }

    /// <summary>The length of a fragment in characters; the server's default when left out.</summary>
    [Parameter]
    [OnlyIn(ByWords)]
    [ValidateRange(1, int.MaxValue)]
    public int FragmentSize { get; set; }

    /// <summary>The number of fragments of each text; the server's default when left out.</summary>
    [Parameter]
    [OnlyIn(ByWords)]
    [ValidateRange(1, int.MaxValue)]
    public int FragmentCount { get; set; }

    /// <summary>Texts: passages of similar meaning are highlighted.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMeaning)]
    public string[] SemanticQuery { get; set; } = [];

    /// <summary>The fields to highlight.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMeaning)]
    public string[] InputField { get; set; } = [];

    /// <summary>The minimum similarity of highlighted passages, 0 to 1.</summary>
    [Parameter]
    [OnlyIn(ByMeaning)]
    [ValidateRange(0.0, 1.0)]
    public double Threshold { get; set; }

    /// <summary>Returns only the highlighted fragments, not the whole texts.</summary>
    [Parameter]
    [OnlyIn(ByMeaning)]
    public SwitchParameter HighlightOnly { get; set; }

    /// <summary>The model on the server.</summary>
    [Parameter]
    [OnlyIn(ByMeaning)]
    [ValidateNotNullOrEmpty]
    public string? ModelDeploymentId { get; set; }

    /// <summary>The number of texts per request of the server to its model.</summary>
    [Parameter]
    [OnlyIn(ByMeaning)]
    [ValidateRange(1, int.MaxValue)]
    public int BatchSize { get; set; }

    /// <summary>The tag before a match; several tags are used in turn.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? PreTag { get; set; }

    /// <summary>The tag after a match.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? PostTag { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var parameters = new Dictionary<string, object?>();
        if (ParameterSetName == ByMeaning)
        {
            parameters["queries"] = SemanticQuery;
            parameters["input_fields"] = InputField;
        }
        else
        {
            parameters["highlight_search_text"] = !NoSearchText.IsPresent;
        }

        Given("highlight_query", nameof(Query), ReadTables(nameof(Query)));
        Given("pre_tags", nameof(PreTag), PreTag);
        Given("post_tags", nameof(PostTag), PostTag);
        Given("fragment_offset", nameof(FragmentOffset), FragmentOffset);
        Given("fragment_size", nameof(FragmentSize), FragmentSize);
        Given("num_of_fragments", nameof(FragmentCount), FragmentCount);
        Given("threshold", nameof(Threshold), Threshold);
        Given("highlight_only", nameof(HighlightOnly), HighlightOnly.IsPresent);
        Given("model_deployment_id", nameof(ModelDeploymentId), ModelDeploymentId);
        Given("max_client_batch_size", nameof(BatchSize), BatchSize);
        WriteObject(new SearchHighlighter { Semantic = ParameterSetName == ByMeaning, Parameter = parameters });

        void Given(string key, string parameter, object? value)
        {
            if (MyInvocation.BoundParameters.ContainsKey(parameter))
            {
                parameters[key] = value;
            }
        }
    }
}
