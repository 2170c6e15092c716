using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Defines how hits are ranked, for Search-MilvusEntity.</summary>
/// <remarks>
/// -Rrf and -Weight merge the hits of several searches. -Decay, -Boost and -Reranker change the scores of one search, and can
/// also merge several searches. Nothing is sent.
/// </remarks>
/// <example><code>New-MilvusRanker -Rrf -K 60</code>Ranks by the ranks of the hits in each search.</example>
/// <example><code>New-MilvusRanker -Weight 0.7, 0.3</code>Ranks by the weighted scores; the first search has the larger weight.</example>
/// <example>
/// <code>New-MilvusRanker -Decay exp -Field published -Origin 1700000000 -Scale 86400</code>
/// Ranks newer rows first: the score halves with each day.
/// </example>
/// <example><code>New-MilvusRanker -Boost 1.5 -Filter 'pos == "verb"'</code>Multiplies the scores of verbs by 1.5.</example>
/// <example>
/// <code>New-MilvusRanker -Reranker model -Field text -Parameter @{ provider = 'tei'; endpoint = 'http://models:8080';
///     queries = @('music') }</code>
/// Ranks with a model of the server.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusRanker", DefaultParameterSetName = ByPlace, HelpUri = CmdletPages.Folder + "New-MilvusRanker.md")]
[OutputType(typeof(Ranker))]
public sealed class NewMilvusRankerCommand : MilvusCommand
{
    private const string ByPlace = "Rrf";
    private const string ByWeight = "Weight";
    private const string ByDecay = "Decay";
    private const string ByBoost = "Boost";
    private const string ByFunction = "Reranker";

    /// <summary>Reciprocal rank fusion: the score is the sum of 1 / (K + rank) over the searches.</summary>
    [Parameter]
    [OnlyIn(ByPlace)]
    public SwitchParameter Rrf { get; set; }

    /// <summary>The constant K; a larger K reduces the difference between ranks.</summary>
    [Parameter]
    [OnlyIn(ByPlace)]
    [ValidateRange(1, 16_384)]
    public int K { get; set; } = 60;

    /// <summary>The weights of the searches, in their order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByWeight)]
    public double[] Weight { get; set; } = [];

    /// <summary>Weights the raw scores, without normalizing them to the range 0 to 1.</summary>
    [Parameter]
    [OnlyIn(ByWeight)]
    public SwitchParameter NoNormalization { get; set; }

    /// <summary>The curve by which scores decrease with the distance from the origin: gauss, exp or linear.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDecay)]
    [ArgumentCompleter(typeof(DecayCompleter))]
    public string? Decay { get; set; }

    /// <summary>The field that the ranker reads.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDecay)]
    [Parameter(ParameterSetName = ByFunction)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScalarFieldCompleter))]
    public string[] Field { get; set; } = [];

    /// <summary>The value of the field at which scores do not decrease.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDecay)]
    public double Origin { get; set; }

    /// <summary>The distance from the origin at which the score has decreased to -DecayTo.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDecay)]
    public double Scale { get; set; }

    /// <summary>The distance from the origin up to which scores do not decrease.</summary>
    [Parameter]
    [OnlyIn(ByDecay)]
    public double DecayOffset { get; set; }

    /// <summary>The factor of the score at the distance -Scale.</summary>
    [Parameter]
    [OnlyIn(ByDecay)]
    [ValidateRange(0.0, 1.0)]
    public double DecayTo { get; set; } = 0.5;

    /// <summary>The factor for the scores of the rows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByBoost)]
    public double Boost { get; set; }

    /// <summary>The filter for the boosted rows; all rows when left out.</summary>
    [Parameter]
    [OnlyIn(ByBoost)]
    [ValidateNotNullOrEmpty]
    [FilterText]
    public string? Filter { get; set; }

    /// <summary>Adds a random factor to the score; the same seed gives the same factors.</summary>
    [Parameter]
    [OnlyIn(ByBoost)]
    public long RandomSeed { get; set; }

    /// <summary>The field that the random factor depends on; the key when left out.</summary>
    [Parameter]
    [OnlyIn(ByBoost)]
    [ValidateNotNullOrEmpty]
    public string? RandomField { get; set; }

    /// <summary>The name of another ranker of the server, for example model.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByFunction)]
    [ArgumentCompleter(typeof(RerankerCompleter))]
    public string? Reranker { get; set; }

    /// <summary>The parameters of that ranker.</summary>
    [Parameter]
    [OnlyIn(ByFunction)]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    /// <summary>A name for the ranker; its type when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var strategy =
            ParameterSetName == ByFunction ? Reranker!
            : ParameterSetName == ByWeight ? "weighted"
            : ParameterSetName.ToLowerInvariant();
        WriteObject(
            new Ranker
            {
                Name = Name ?? strategy,
                Strategy = strategy,
                Field = Field,
                Parameter = Parameters(),
            });
    }

    private Dictionary<string, object?> Parameters()
    {
        switch (ParameterSetName)
        {
            case ByPlace:
                return new() { ["k"] = K };
            case ByWeight:
                return new() { ["weights"] = Weight, ["norm_score"] = !NoNormalization.IsPresent };
            case ByDecay:
                return new()
                {
                    ["function"] = Decay,
                    ["origin"] = Origin,
                    ["scale"] = Scale,
                    ["offset"] = DecayOffset,
                    ["decay"] = DecayTo,
                };
            case ByBoost:
                var boost = new Dictionary<string, object?> { ["weight"] = Boost };
                if (Filter is not null)
                {
                    boost["filter"] = Filter;
                }

                if (MyInvocation.BoundParameters.ContainsKey(nameof(RandomSeed)) || RandomField is not null)
                {
                    var random = new Dictionary<string, object?> { ["seed"] = RandomSeed };
                    if (RandomField is not null)
                    {
                        random["field"] = RandomField;
                    }

                    boost["random_score"] = random;
                }

                return boost;
            default:
                return ReadTable(nameof(Parameter)) ?? [];
        }
    }
}
