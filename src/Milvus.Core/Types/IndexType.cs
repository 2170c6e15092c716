namespace Milvus.Types;

/// <summary>An index type: what it fits, what it takes, and what serves it. An entry of <see cref="IndexTypes.All"/> adds one.</summary>
/// <param name="Name">The spelling that all servers take.</param>
/// <param name="Structure">What the embedded engine serves it with.</param>
internal sealed record IndexType(string Name, IndexStructure Structure)
{
    /// <summary>Other spellings that servers take.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The types of fields it can be on; for lists of vectors the type of their vectors.</summary>
    public IReadOnlyList<DataType> Fields { get; init; } = [];

    /// <summary>The metrics of its vectors; those of lists of vectors follow from them.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Its parameters, in the order they are checked in.</summary>
    public IReadOnlyList<ParameterRule> Parameters { get; init; } = [];

    /// <summary>Two parameters that are the bounds of a range; null for none.</summary>
    public ParameterSpan? Span { get; init; }

    /// <summary>What the dimension is a multiple of.</summary>
    public int DimensionStep { get; init; } = 1;

    /// <summary>The types of fields on which AUTOINDEX takes the parameters of this type.</summary>
    public IReadOnlyList<DataType> ChosenFor { get; init; } = [];

    /// <summary>Whether servers can map it into memory.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Whether servers can keep the offsets of its values.</summary>
    public bool HasOffsetCache { get; init; }

    /// <summary>The types of elements that arrays may have; null for all.</summary>
    public IReadOnlyList<DataType>? Elements { get; init; }

    /// <summary>The types of elements that fields of structs may have; null where they are arrays like any other.</summary>
    public IReadOnlyList<DataType>? StructElements { get; init; }

    /// <summary>As which types it takes the values of a JSON path.</summary>
    public JsonCasts JsonCasts { get; init; } = JsonCasts.All;

    /// <summary>How a scalar field of another type is refused: {0} is the type.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>How an array with elements of another type is refused: {0} is their type.</summary>
    public string ElementRefusal { get; init; } = "";

    /// <summary>How the primary key is refused; null where it is not.</summary>
    public string? KeyRefusal { get; init; }

    /// <summary>Whether the embedded engine takes it.</summary>
    public bool IsOfEngine => Structure != IndexStructure.None;

    /// <summary>Whether it can be on fields that hold no vectors.</summary>
    public bool IsScalar => Fields.Any(type => !VectorTypes.All.Contains(type));

    /// <summary>The parameters of one phase.</summary>
    public IEnumerable<ParameterRule> ParametersOf(ParameterPhase phase) => Parameters.Where(rule => rule.Phase == phase);
}
