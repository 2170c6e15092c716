using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Types;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Defines a field for a new collection. Nothing is sent.</summary>
/// <example><code>New-MilvusField my_id Int64 -PrimaryKey</code>Defines a key that each row must have.</example>
/// <example><code>New-MilvusField my_vector FloatVector -Dimension 768</code>Defines a vector of 768 floats.</example>
/// <example><code>New-MilvusField title VarChar -MaxLength 500 -Nullable</code>Defines a text of at most 500 bytes that may be
/// null.</example>
/// <example>
/// <code>New-MilvusField body VarChar -MaxLength 8000 -EnableAnalyzer -EnableMatch -AnalyzerParameter @{ type = 'english' }</code>
/// A text field for full-text search.
/// </example>
/// <example>
/// <code>New-MilvusField chunks Array -ElementType Struct -MaxCapacity 100 -StructField (New-MilvusField text VarChar -MaxLength 500),
///     (New-MilvusField vector FloatVector -Dimension 384)</code>
/// Defines an array of up to 100 structs with a text and its vector.
/// </example>
/// <example>
/// <code>New-MilvusField tags Array -ElementType VarChar -MaxLength 50 -MaxCapacity 20</code>
/// Defines an array of up to 20 texts of at most 50 bytes.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusField", HelpUri = CmdletPages.Folder + "New-MilvusField.md")]
[OutputType(typeof(Field))]
public sealed class NewMilvusFieldCommand : MilvusCommand
{
    /// <summary>The name: letters, digits and underscores, not beginning with a digit.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The type, for example Int64 or INT64, FloatVector or FLOAT_VECTOR.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("DataType")]
    [DataTypeTransformation]
    [ArgumentCompleter(typeof(DataTypeCompleter))]
    public DataTypeName? Type { get; set; }

    /// <summary>The field is the key of the collection: Int64 or VarChar.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter PrimaryKey { get; set; }

    /// <summary>The server generates the keys; rows do not have them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter AutoId { get; set; }

    /// <summary>The dimension of a vector; for a binary vector, the number of bits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Dim")]
    [ValidateRange(1, int.MaxValue)]
    public int? Dimension { get; set; }

    /// <summary>The maximum length of a text in UTF-8 bytes: at most 65,535.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxLength { get; set; }

    /// <summary>The type of an array's elements.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DataTypeTransformation]
    [ArgumentCompleter(typeof(DataTypeCompleter))]
    public DataTypeName? ElementType { get; set; }

    /// <summary>The maximum number of elements of an array: at most 4,096.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxCapacity { get; set; }

    /// <summary>The field accepts null.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Nullable { get; set; }

    /// <summary>The default value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? DefaultValue { get; set; }

    /// <summary>The field determines the partition of a row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter PartitionKey { get; set; }

    /// <summary>Rows are clustered by the field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter ClusteringKey { get; set; }

    /// <summary>A description of the field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string Description { get; set; } = string.Empty;

    /// <summary>The fields of an element if -ElementType is Struct, as New-MilvusField returns them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [DeserializedTransformation(IsDefinition = true)]
    public Field[]? StructField { get; set; }

    /// <summary>Texts of the field are analyzed, so that they can be searched with BM25 and matched.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter EnableAnalyzer { get; set; }

    /// <summary>
    /// The analyzer, for example @{ type = 'english' } or @{ tokenizer = 'standard'; filter = @('lowercase') }.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable? AnalyzerParameter { get; set; }

    /// <summary>
    /// An analyzer for each language, chosen by another field: @{ by_field = 'lang'; analyzers = @{ english = @{ type = 'english' } } }.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable? MultiAnalyzerParameter { get; set; }

    /// <summary>The field can be used in text_match and phrase_match.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter EnableMatch { get; set; }

    /// <summary>Whether the values are memory-mapped from disk.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public bool? MmapEnabled { get; set; }

    /// <summary>Whether the values are read into memory when the collection is loaded: sync, async or disable.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WarmupCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Warmup { get; set; }

    /// <summary>The column of the external source for this field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ExternalField { get; set; }

    /// <summary>Further parameters of the type, as the server defines them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        Check();
        var field = new Field
        {
            Name = Name,
            Type = Type,
            ElementType = ElementType,
            PrimaryKey = PrimaryKey,
            AutoId = AutoId,
            PartitionKey = PartitionKey,
            ClusteringKey = ClusteringKey,
            Nullable = Nullable,
            DefaultValue = EntityReader.Unwrap(DefaultValue),
            Dimension = Dimension,
            MaxLength = MaxLength,
            MaxCapacity = MaxCapacity,
            Description = Description,
            StructField = StructField ?? [],
            ExternalField = ExternalField ?? string.Empty,
        };
        AddParameters(field);
        foreach (var (name, value) in ReadTexts(nameof(Parameter)))
        {
            field.Parameter[name] = value;
        }

        WriteObject(field);
    }

    private void AddParameters(Field field)
    {
        if (EnableAnalyzer)
        {
            field.Parameter["enable_analyzer"] = "true";
        }

        if (EnableMatch)
        {
            field.Parameter["enable_match"] = "true";
        }

        if (ReadJson(nameof(AnalyzerParameter)) is { } analyzer)
        {
            field.Parameter["analyzer_params"] = analyzer;
        }

        if (ReadJson(nameof(MultiAnalyzerParameter)) is { } analyzers)
        {
            field.Parameter["multi_analyzer_params"] = analyzers;
        }

        if (MmapEnabled is { } mapped)
        {
            field.Parameter["mmap.enabled"] = mapped ? "true" : "false";
        }

        if (Warmup is not null)
        {
            field.Parameter["warmup"] = Warmup;
        }
    }

    private void Check()
    {
        var type = FieldTypes.Of(Type);
        if (type.IsVector && type.Family != FieldFamily.SparseVector && Dimension is null)
        {
            throw CreateMissingError(nameof(Dimension), $"the number of components of a {Type}");
        }

        if (Type == DataType.Array && ElementType == DataType.None)
        {
            throw CreateMissingError(nameof(ElementType), "the type of its elements");
        }

        if (Type == DataType.Array && MaxCapacity is null)
        {
            throw CreateMissingError(nameof(MaxCapacity), "the maximum number of elements");
        }

        if (ElementType == DataType.Struct)
        {
            CheckStruct();
        }

        if ((Type == DataType.VarChar || ElementType == DataType.VarChar) && MaxLength is null)
        {
            throw CreateMissingError(nameof(MaxLength), "the maximum number of bytes of a text");
        }
    }

    private void CheckStruct()
    {
        if (StructField is null)
        {
            throw CreateMissingError(nameof(StructField), "the fields of a struct");
        }

        var plain = StructField.FirstOrDefault(inner =>
            inner.PrimaryKey
            || inner.AutoId
            || inner.PartitionKey
            || inner.ClusteringKey
            || inner.Nullable
            || inner.DefaultValue is not null
            || inner.Type is DataType.Array or DataType.Json);
        if (plain is not null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Field {Name}: {plain.Name} of the struct must be a plain scalar or vector: not a key, not nullable, without a "
                    + "default, and not an array or JSON.")
            { Field = Name };
        }

        var twice = StructField.GroupBy(inner => inner.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"Field {Name}: the struct has two fields named {twice.Key}.")
            {
                Field = Name,
            };
        }
    }

    private MilvusException CreateMissingError(string parameter, string meaning) =>
        new(MilvusErrorId.InvalidArgument, $"Field {Name}: specify -{parameter}, {meaning}.") { Field = Name };
}
