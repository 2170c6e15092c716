namespace Milvus.Core.Types;

/// <summary>An index type: its fields, its parameters, and its data structure in the embedded engine. An entry in
/// <see cref="IndexTypes.All"/> adds a type.</summary>
/// <param name="Name">The spelling that all servers accept.</param>
/// <param name="Structure">The data structure of the embedded engine.</param>
internal sealed record IndexType(string Name, IndexStructure Structure)
{
    /// <summary>Other spellings that servers accept.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The types of fields that it supports; for lists of vectors, the type of the vectors.</summary>
    public IReadOnlyList<DataType> Fields { get; init; } = [];

    /// <summary>The metrics of its vectors. Those of lists of vectors follow from them.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Its parameters, in the order in which they are checked.</summary>
    public IReadOnlyList<ParameterRule> Parameters { get; init; } = [];

    /// <summary>Two parameters that are the bounds of a range; null if there are none.</summary>
    public ParameterSpan? Span { get; init; }

    /// <summary>A number that must divide the dimension.</summary>
    public int DimensionStep { get; init; } = 1;

    /// <summary>The types of fields on which AUTOINDEX accepts the parameters of this type.</summary>
    public IReadOnlyList<DataType> ChosenFor { get; init; } = [];

    /// <summary>Whether servers can map it into memory.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Whether servers can keep the offsets of its values.</summary>
    public bool HasOffsetCache { get; init; }

    /// <summary>The supported types of elements of arrays; null for all.</summary>
    public IReadOnlyList<DataType>? Elements { get; init; }

    /// <summary>The supported types of elements of arrays in structs; null if they are the same as for other arrays.</summary>
    public IReadOnlyList<DataType>? StructElements { get; init; }

    /// <summary>The types to which it can cast the values of a JSON path.</summary>
    public JsonCasts JsonCasts { get; init; } = JsonCasts.All;

    /// <summary>The error for a scalar field of another type: {0} is the type.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>The error for an array with elements of another type: {0} is their type.</summary>
    public string ElementRefusal { get; init; } = "";

    /// <summary>The error for the primary key; null if the primary key is supported.</summary>
    public string? KeyRefusal { get; init; }

    /// <summary>Whether the embedded engine accepts it.</summary>
    public bool IsOfEngine => Structure != IndexStructure.None;

    /// <summary>Whether it supports fields that are not vectors.</summary>
    public bool IsScalar => Fields.Any(type => !VectorTypes.All.Contains(type));

    /// <summary>The parameters of one phase.</summary>
    public IEnumerable<ParameterRule> GetParameters(ParameterPhase phase) => Parameters.Where(rule => rule.Phase == phase);
}
