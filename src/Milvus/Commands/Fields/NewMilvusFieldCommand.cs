using System.Collections;
using System.Management.Automation;
using Milvus.Values;

namespace Milvus;

/// <summary>Defines a field for a new collection. Nothing is sent.</summary>
/// <example><code>New-MilvusField my_id Int64 -PrimaryKey</code>A key that rows must carry.</example>
/// <example><code>New-MilvusField my_vector FloatVector -Dimension 768</code>A vector of 768 floats.</example>
/// <example><code>New-MilvusField title VarChar -MaxLength 500 -Nullable</code>A text of at most 500 bytes that may be null.</example>
/// <example><code>New-MilvusField tags Array -ElementType VarChar -MaxLength 50 -MaxCapacity 20</code>Up to 20 texts of at most 50 bytes.</example>
[Cmdlet(VerbsCommon.New, "MilvusField")]
[OutputType(typeof(Field))]
public sealed class NewMilvusFieldCommand : MilvusCommand
{
    /// <summary>The name: letters, digits and underscores, not beginning with a digit.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The type, as Int64 or INT64, FloatVector or FLOAT_VECTOR.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("DataType")]
    [DataTypeTransformation]
    public DataType Type { get; set; }

    /// <summary>The field is the key of the collection: Int64 or VarChar.</summary>
    [Parameter]
    public SwitchParameter PrimaryKey { get; set; }

    /// <summary>The server makes the keys; rows do not carry them.</summary>
    [Parameter]
    public SwitchParameter AutoId { get; set; }

    /// <summary>Components of a vector; bits, for a binary vector.</summary>
    [Parameter]
    [Alias("Dim")]
    [ValidateRange(1, int.MaxValue)]
    public int? Dimension { get; set; }

    /// <summary>Bytes a text may have in UTF-8: at most 65,535.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxLength { get; set; }

    /// <summary>The type of an array's elements.</summary>
    [Parameter]
    [DataTypeTransformation]
    public DataType ElementType { get; set; }

    /// <summary>Elements an array may have: at most 4,096.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxCapacity { get; set; }

    /// <summary>The field takes null.</summary>
    [Parameter]
    public SwitchParameter Nullable { get; set; }

    /// <summary>The value of rows that give none.</summary>
    [Parameter]
    public object? DefaultValue { get; set; }

    /// <summary>The field decides the partition of a row.</summary>
    [Parameter]
    public SwitchParameter PartitionKey { get; set; }

    /// <summary>Rows are clustered by the field.</summary>
    [Parameter]
    public SwitchParameter ClusteringKey { get; set; }

    /// <summary>What the field is for.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>Further parameters of the type, as the server knows them.</summary>
    [Parameter]
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
        };
        foreach (var (name, value) in Tables.ToDictionary(Parameter) ?? [])
        {
            field.Parameter[name] = LanguagePrimitives.ConvertTo<string>(value);
        }

        WriteObject(field);
    }

    private void Check()
    {
        var isDense = Type is >= DataType.BinaryVector and <= DataType.Int8Vector and not DataType.SparseFloatVector;
        if (isDense && Dimension is null)
        {
            throw Missing(nameof(Dimension), $"the number of components of a {Type}");
        }

        if (Type == DataType.Array && ElementType == DataType.None)
        {
            throw Missing(nameof(ElementType), "the type of its elements");
        }

        if (Type == DataType.Array && MaxCapacity is null)
        {
            throw Missing(nameof(MaxCapacity), "how many elements it may have");
        }

        if ((Type == DataType.VarChar || ElementType == DataType.VarChar) && MaxLength is null)
        {
            throw Missing(nameof(MaxLength), "how many bytes a text may have");
        }
    }

    private MilvusException Missing(string parameter, string meaning) =>
        new(MilvusErrorId.InvalidArgument, $"Field {Name}: give -{parameter}, {meaning}.") { Field = Name };
}
