using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Settings;

namespace Milvus;

/// <summary>Defines an index for a new collection. Nothing is sent.</summary>
/// <example>
/// <code>New-MilvusIndexParameter vector -IndexType HNSW -MetricType COSINE -Parameter @{ M = 16; efConstruction = 200 }</code>
/// Defines a graph index on a vector field.
/// </example>
/// <example>
/// <code>New-MilvusCollection docs -Schema $schema -IndexParameter (New-MilvusIndexParameter vector)</code>
/// Creates the collection with an index that the server chooses, and loads it.
/// </example>
/// <example>
/// <code>New-MilvusIndexParameter id -IndexType STL_SORT | New-MilvusIndex docs</code>
/// Creates the index in an existing collection.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusIndexParameter", HelpUri = CmdletPages.Folder + "New-MilvusIndexParameter.md")]
[OutputType(typeof(IndexParameter))]
public sealed class NewMilvusIndexParameterCommand : MilvusCommand
{
    /// <summary>The field to index.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Field { get; set; } = string.Empty;

    /// <summary>The name of the index; the field's name when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>HNSW, IVF_FLAT, STL_SORT, INVERTED …; AUTOINDEX, the server's choice, when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IndexTypeCompleter))]
    public string IndexType { get; set; } = "AUTOINDEX";

    /// <summary>
    /// The metric of a vector index: COSINE, IP, L2, HAMMING, JACCARD, BM25. Every type but AUTOINDEX requires it for vectors. With
    /// AUTOINDEX, the server chooses when it is left out: the embedded engine COSINE, Milvus 2.3.5 IP. Indexes of other fields have none.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricTypeCompleter))]
    public string? MetricType { get; set; }

    /// <summary>Build parameters, for example @{ M = 16; efConstruction = 200 } or @{ nlist = 1024 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    private protected override object? Target => Field;

    /// <inheritdoc/>
    protected override void Process() => WriteObject(new IndexParameter
    {
        Field = Field,
        Name = Name ?? string.Empty,
        IndexType = IndexType,
        MetricType = MetricType ?? string.Empty,
        Parameter = ReadTable(nameof(Parameter)) ?? [],
    });
}
