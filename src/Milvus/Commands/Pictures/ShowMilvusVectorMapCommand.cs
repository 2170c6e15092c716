using System.Collections;
using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;
using Milvus.Files;
using Milvus.Measurements;
using Milvus.Pictures;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Draws vectors of a collection as points of a plane.</summary>
/// <remarks>
/// Rows are chosen at random. The plane is that of the two first principal components: near points are often near vectors, but vectors
/// that differ in other directions are drawn at the same place. The heading has the share of the variance that the plane shows. With
/// -LabelField, the points of a value have a colour, and a letter in their middle. Colours follow $PSStyle, and are off with the variable
/// NO_COLOR, in files, and where the host has none. Where the encoding of the output has no Braille patterns, ASCII is drawn.
/// </remarks>
/// <example><code>Show-MilvusVectorMap words</code>Draws a map of a thousand rows.</example>
/// <example>
/// <code>Show-MilvusVectorMap words -LabelField pos -SampleSize 500 -Width 100</code>
/// Shows where the values of a field are.
/// </example>
/// <example>
/// <code>Show-MilvusVectorMap words vector -LabelField pos -Where { $_.category -gt 31 } -OutSvg ./words.svg -Force</code>
/// Writes the same picture to a file, too.
/// </example>
[Cmdlet(VerbsCommon.Show, "MilvusVectorMap", DefaultParameterSetName = ByName, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Show-MilvusVectorMap.md")]
[OutputType(typeof(string))]
public sealed class ShowMilvusVectorMapCommand : InCollectionCommand<Collection>
{
    private string? _file;
    private bool _isWritten;

    /// <summary>The vector field; optional if there is only one.</summary>
    [Parameter(Position = 1)]
    [Alias("VectorField")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VectorFieldCompleter))]
    public string? Field { get; set; }

    /// <summary>The field, or the dynamic key, whose values are distinguished.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RowKeyCompleter))]
    public string? LabelField { get; set; }

    /// <summary>The number of rows to draw.</summary>
    [Parameter]
    [ValidateRange(1, 16_384)]
    public int SampleSize { get; set; } = 1000;

    /// <summary>The number that determines which rows are chosen: the same rows for the same number.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <inheritdoc cref="ReadingCommand.Where"/>
    [Parameter]
    [ValidateNotNull]
    [ConditionBlock]
    public ScriptBlock? Where { get; set; }

    /// <summary>The filter for the rows; all rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? Filter { get; set; }

    /// <inheritdoc cref="ReadingCommand.FilterParameter"/>
    [Parameter]
    public Hashtable? FilterParameter { get; set; }

    /// <summary>The partitions to read; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[]? Partition { get; set; }

    /// <summary>The columns of a line; those of the terminal when left out.</summary>
    [Parameter]
    [ValidateRange(PictureStyle.MinWidth, PictureStyle.MaxWidth)]
    public int? Width { get; set; }

    /// <summary>Draws with ASCII characters only.</summary>
    [Parameter]
    public SwitchParameter Ascii { get; set; }

    /// <summary>A file for the same picture as SVG.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutSvg { get; set; }

    /// <summary>Overwrites an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (OutSvg is not null)
        {
            _file = LocalPaths.ResolveToWrite(this, OutSvg, literal: false);
            LocalFiles.CheckTarget(_file, Force);
        }
    }

    private protected override void Act(string collection, Collection? item)
    {
        if (_isWritten)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-OutSvg names one file, which has the map of another collection.")
            {
                RecommendedAction = "Draw one collection, or repeat the command for each one with a file of its own.",
            };
        }

        var client = GetClient(item);
        var context = GetCall(item);
        var schema = Await((call, token) => client.DescribeCollectionAsync(call, collection, token), context);
        var field = FindField(schema);
        var rows = new QueryRequest
        {
            Filter = ResolveFilter(client, context, schema.Name, Filter),
            FilterParameters = Tables.ReadFilterValues(FilterParameter),
            Partitions = Partition,
        };
        var display = new WaitDisplay($"Reading vectors of {schema.Name}");
        var (vectors, labels, all) = Await(
            (call, token) => ReadAsync(client, call, schema, field, rows, display, token),
            context,
            display);
        if (vectors.Count == 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"{schema.Name} has no rows with a vector {field.Name} to draw.")
            {
                RecommendedAction = "Add rows, or use a condition that some rows match.",
            };
        }

        var shown = all > vectors.Count ? $"{Display.Number(vectors.Count)} of {Display.Number(all)}" : Display.Number(vectors.Count);
        var map = VectorMap.Create(
            $"{schema.Name}.{field.Name}: {shown} {Counts.Noun(all, "row")}"
                + (LabelField is null ? string.Empty : $" by {Display.Text(LabelField)}"),
            vectors,
            LabelField is null ? null : labels);
        var style = PictureStyle.Read(this, Width, MyInvocation.BoundParameters.ContainsKey(nameof(Ascii)) ? Ascii.IsPresent : null);
        foreach (var line in new MapText(map, style).Draw())
        {
            WriteObject(line);
        }

        if (_file is not null && ShouldProcess(_file, $"Write a map of {schema.Name}.{field.Name}"))
        {
            LocalFiles.Write(_file, MapSvg.Write(map), Force);
            _isWritten = true;
        }
    }

    private async Task<(List<float[]> Vectors, List<string> Labels, long All)> ReadAsync(
        MilvusClient client,
        CallContext call,
        Collection schema,
        Field field,
        QueryRequest rows,
        IProgress<WaitProgress> progress,
        CancellationToken token)
    {
        var (keys, all) = await KeySample.ChooseAsync(client, call, schema, rows, SampleSize, Seed, progress, token).ConfigureAwait(false);
        var (vectors, labels) = (new List<float[]>(), new List<string>());
        var request = KeySample.Read(rows, keys, LabelField is null ? [field.Name] : [field.Name, LabelField]);
        await foreach (var page in client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
        {
            for (var row = 0; row < page.Count; row++)
            {
                var values = page.GetRow(row).ToList();
                if (ToNumbers(values.Find(pair => pair.Key == field.Name).Value) is { } vector)
                {
                    vectors.Add(vector);
                    labels.Add(Display.Value(values.Find(pair => pair.Key == LabelField).Value));
                }
            }
        }

        return (vectors, labels, all);
    }

    private static float[]? ToNumbers(object? vector) => vector switch
    {
        float[] floats => floats,
        // To the runtime, an array of bytes is one of signed bytes, too.
        sbyte[] bytes when bytes.GetType() == typeof(sbyte[]) => Array.ConvertAll(bytes, component => (float)component),
        byte[] bits => [.. bits.SelectMany(part => Enumerable.Range(0, 8).Select(bit => (float)(part >> (7 - bit) & 1)))],
        _ => null,
    };

    private Field FindField(Collection schema) =>
        schema.Field.Any(candidate => candidate.Name == Field && VectorTypes.Sparse.Contains(candidate.Type))
            ? throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{schema.Name}.{Field} has sparse vectors, which have no common dimensions to draw.")
            {
                Field = Field,
            }
            : SampledField.Find(
                schema,
                Field,
                "fields of dense or binary vectors",
                candidate => !VectorTypes.Sparse.Contains(candidate.Type));
}
