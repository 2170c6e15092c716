using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Marshalling.Values;
using Milvus.Pictures;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Draws the scores of hits as bars, or as a histogram.</summary>
/// <remarks>
/// Bars of similarities begin at 0, or at the lowest score if that is negative. Distances (L2, HAMMING, JACCARD) have no upper limit:
/// the nearest hit has the full bar and the farthest one the shortest, and the others have their place between them. The output is text.
/// Colours follow $PSStyle, and are off with the variable NO_COLOR, in files, and where the host has none. Where the encoding of the output
/// has no block characters, ASCII is drawn.
/// </remarks>
/// <example><code>Search-MilvusEntity words $vector | Show-MilvusSearch</code>Draws a bar beside each hit.</example>
/// <example>
/// <code>Search-MilvusEntity words $vector -OutputField lemma, gloss | Show-MilvusSearch -LabelField gloss -Width 100</code>
/// Shows another field of the rows, in lines of 100 columns.
/// </example>
/// <example>
/// <code>Search-MilvusEntity words $vector -Limit 1000 | Show-MilvusSearch -Histogram -BinCount 20</code>
/// Shows how the scores of a thousand hits are distributed.
/// </example>
[Cmdlet(VerbsCommon.Show, "MilvusSearch", HelpUri = CmdletPages.Folder + "Show-MilvusSearch.md")]
[OutputType(typeof(string))]
public sealed class ShowMilvusSearchCommand : MilvusCommand
{
    private readonly List<ScoredHit> _hits = [];
    private string? _label;

    /// <summary>Hits as Search-MilvusEntity returns them, also from a file or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 0)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The field whose text is shown beside the bars; the first text of the rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RowKeyCompleter))]
    public string? LabelField { get; set; }

    /// <summary>Draws the number of hits in ranges of scores, instead of the hits.</summary>
    [Parameter]
    public SwitchParameter Histogram { get; set; }

    /// <summary>The number of ranges of the histogram.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int BinCount { get; set; } = 10;

    /// <summary>The columns of a line; those of the terminal when left out.</summary>
    [Parameter]
    [ValidateRange(PictureStyle.MinWidth, PictureStyle.MaxWidth)]
    public int? Width { get; set; }

    /// <summary>Draws with ASCII characters only.</summary>
    [Parameter]
    public SwitchParameter Ascii { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (!Histogram && MyInvocation.BoundParameters.ContainsKey(nameof(BinCount)))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-BinCount requires -Histogram.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var item in InputObject)
        {
            ForItem(item, () => _hits.Add(Read(item)));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_hits.Count == 0)
        {
            return;
        }

        var style = PictureStyle.Read(this, Width, MyInvocation.BoundParameters.ContainsKey(nameof(Ascii)) ? Ascii.IsPresent : null);
        var chart = new ScoreChart(style);
        foreach (var line in Histogram ? chart.DrawHistogram(_hits, BinCount) : chart.DrawBars(_hits))
        {
            WriteObject(line);
        }
    }

    private ScoredHit Read(PSObject item)
    {
        if (PipedHit.Find(item) is not { } hit || !TryRead(item, nameof(SearchHit.Score), out var score))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Hits of a search are drawn, not {ValueNames.Describe(item.BaseObject)}.")
            {
                RecommendedAction = "Pipe the output of Search-MilvusEntity.",
            };
        }

        TryRead(item, nameof(SearchHit.Query), out var query);
        TryRead(item, nameof(SearchHit.Rank), out var rank);
        return new ScoredHit((int)query, (int)rank, Display.Value(hit.Id), score, FindLabel(hit));
    }

    // A deserialized hit has the same properties.
    private static bool TryRead(PSObject item, string name, out double number)
    {
        number = 0;
        return EntityReader.Unwrap(item.Properties[name]?.Value) is IConvertible value
            && double.TryParse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private string FindLabel(SearchHit hit)
    {
        var fields = hit.Entity is null ? [] : EntityReader.ReadPairs(PSObject.AsPSObject(hit.Entity));
        _label ??= LabelField ?? fields.Find(field => field.Value is string text && !text.Equals(hit.Id)).Key;
        if (_label is null)
        {
            return string.Empty;
        }

        var found = fields.FindIndex(field => field.Key.Equals(_label, StringComparison.OrdinalIgnoreCase));
        return found >= 0
            ? Display.Value(fields[found].Value)
            : LabelField is null
                ? string.Empty
                : throw new MilvusException(MilvusErrorId.FieldNotFound, $"The hits have no field {LabelField}.")
                {
                    Field = LabelField,
                    RecommendedAction = $"Return it with the hits: Search-MilvusEntity -OutputField {LabelField}.",
                };
    }
}
