using System.Collections;
using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Core.Errors;
using Milvus.Core.Types;
using Milvus.Estimates;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Estimates the memory of vector indexes before they are built.</summary>
/// <remarks>
/// The sizes follow from the number of rows, the dimension and the type of the vectors, by the formulas of the libraries that Milvus builds
/// indexes with. Each estimate has its formula, the parameters that it uses, and its source. Servers need more memory while they build an
/// index, for rows that are not indexed yet, and for other fields that are loaded. The embedded engine has graphs instead of lists: see
/// about_Milvus_Indexes.
/// </remarks>
/// <example><code>Measure-MilvusIndex -RowCount 1000000 -Dimension 768</code>Compares the index types for a million vectors.</example>
/// <example>
/// <code>Measure-MilvusIndex words -RowCount 10000000 -IndexType HNSW, IVF_SQ8 -Parameter @{ M = 16; nlist = 1024 }</code>
/// Estimates indexes of a collection that is going to have ten million rows.
/// </example>
/// <example>
/// <code>Get-MilvusCollection docs* | Measure-MilvusIndex -IndexType HNSW | Measure-Object MemorySize -Sum</code>
/// Adds the memory of the graphs of several collections.
/// </example>
/// <example>
/// <code>Measure-MilvusIndex -RowCount 1000000 -Type SPARSE_FLOAT_VECTOR -ValuesPerVector 120 | Format-List</code>
/// Shows the formula of an index of sparse vectors, and its source.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusIndex", DefaultParameterSetName = ByShape,
    HelpUri = CmdletPages.Folder + "Measure-MilvusIndex.md")]
[OutputType(typeof(IndexEstimate))]
public sealed class MeasureMilvusIndexCommand : ConnectedCommand
{
    private const string ByShape = "ByShape";
    private const int SparseSample = 1000;

    /// <summary>The collection, whose rows and vector fields are estimated.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Collections as Get-MilvusCollection returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>The vector field; all of them when left out.</summary>
    [Parameter(Position = 1)]
    [OnlyIn(ByName, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VectorFieldCompleter))]
    public string? Field { get; set; }

    /// <summary>The number of rows; with a collection, instead of the number that it has.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByShape)]
    [Parameter(ParameterSetName = ByName)]
    [Parameter(ParameterSetName = ByObject)]
    [ValidateRange(0, long.MaxValue)]
    public long? RowCount { get; set; }

    /// <summary>The dimension of the vectors; sparse vectors have none.</summary>
    [Parameter]
    [OnlyIn(ByShape)]
    [Alias("Dim")]
    [ValidateRange(1, int.MaxValue)]
    public int? Dimension { get; set; }

    /// <summary>The type of the vectors.</summary>
    [Parameter]
    [OnlyIn(ByShape)]
    [DataTypeTransformation]
    [ArgumentCompleter(typeof(DataTypeCompleter))]
    public DataTypeName Type { get; set; } = new(DataType.FloatVector);

    /// <summary>The average number of values of a sparse vector; with a collection, measured from its first rows when left out.</summary>
    [Parameter]
    [ValidateRange(0, double.MaxValue)]
    public double? ValuesPerVector { get; set; }

    /// <summary>The index types; all that fit the vectors when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IndexTypeCompleter))]
    public string[]? IndexType { get; set; }

    /// <summary>
    /// Build parameters, for example @{ M = 16; nlist = 1024 }; the defaults of Milvus when left out, or of the embedded engine for one of
    /// its collections.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : base.Target;

    /// <inheritdoc/>
    protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByShape:
                WriteShape();
                break;
            case ByObject:
                ForEach(InputObject, item => Write(item.Name, item));
                break;
            default:
                Write(Collection, null);
                break;
        }
    }

    private void WriteShape()
    {
        var isSparse = VectorTypes.Sparse.Contains(Type);
        if (!VectorTypes.All.Contains(Type))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"-Type {Type} is not a type of vectors.")
            {
                RecommendedAction = $"Use one of {string.Join(", ", VectorTypes.All)}.",
            };
        }

        if (isSparse ? ValuesPerVector is null || Dimension is not null : Dimension is null || ValuesPerVector is not null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                isSparse
                    ? "Sparse vectors have no dimension: specify -ValuesPerVector instead of -Dimension."
                    : $"Vectors of the type {Type} have a dimension: specify -Dimension, and no -ValuesPerVector.");
        }

        foreach (var estimate in Estimate(RowCount!.Value, Type, Dimension ?? 0, ValuesPerVector ?? 0, isOfEngine: false))
        {
            WriteObject(estimate);
        }
    }

    private void Write(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var collection = Await((call, token) => client.DescribeCollectionAsync(call, name, token), context);
        var fields = collection.Field.Where(field => VectorTypes.All.Contains(field.Type)).ToList();
        if (Field is not null)
        {
            fields = fields.Where(field => field.Name == Field).ToList();
        }

        if (fields.Count == 0)
        {
            throw new MilvusException(
                FieldErrors.FindId(collection, Field),
                Field is null ? $"Collection {name} has no vector field." : $"Collection {name} has no vector field {Field}.")
            {
                Field = Field,
            };
        }

        var rows = RowCount
            ?? Await((call, token) => RowCounts.CountCollectionAsync(client, call, name, token), context)
            ?? Await((call, token) => client.GetRowCountAsync(call, name, token), context);
        foreach (var field in fields)
        {
            var values = VectorTypes.Sparse.Contains(field.Type)
                ? ValuesPerVector ?? Await((call, token) => MeasureValuesAsync(client, call, name, field.Name, token), context)
                : 0;
            foreach (var estimate in Estimate(rows, field.Type, field.Dimension ?? 0, values, client.IsEngine))
            {
                estimate.Collection = name;
                estimate.Field = field.Name;
                Write(estimate, item);
            }
        }
    }

    private IEnumerable<IndexEstimate> Estimate(long rows, DataType type, int dimension, double values, bool isOfEngine)
    {
        var given = ReadTable(nameof(Parameter)) ?? [];
        return (IndexType ?? IndexEstimator.ListTypes(type, dimension))
            .Select(name => IndexEstimator.Estimate(name, rows, type, dimension, values, given, isOfEngine))
            .ToList();
    }

    private static async Task<double> MeasureValuesAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string field,
        CancellationToken token)
    {
        var (vectors, values) = (0L, 0L);
        var request = new QueryRequest { First = SparseSample, OutputFields = [field] };
        await foreach (var page in client.QueryAsync(call, collection, request, token).ConfigureAwait(false))
        {
            for (var row = 0; row < page.Count; row++)
            {
                if (page.GetRow(row).First(pair => pair.Key == field).Value is IReadOnlyDictionary<uint, float> vector)
                {
                    vectors++;
                    values += vector.Count;
                }
            }
        }

        return vectors > 0
            ? (double)values / vectors
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The vectors of {collection}.{field} cannot be measured, because no row has one that can be read.")
            {
                Field = field,
                RecommendedAction = "Specify -ValuesPerVector, the average number of values of a vector.",
            };
    }
}
