namespace Milvus.Core.Types;

/// <summary>What kind of values the types of fields have.</summary>
internal enum FieldFamily
{
    /// <summary>A type that this version does not know.</summary>
    None,

    /// <summary>true and false.</summary>
    Boolean,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Numbers with fractions.</summary>
    Float,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>Points in time.</summary>
    Time,

    /// <summary>Shapes.</summary>
    Shape,

    /// <summary>JSON values.</summary>
    Json,

    /// <summary>Lists of scalars.</summary>
    Array,

    /// <summary>Vectors of floats.</summary>
    FloatVector,

    /// <summary>Vectors of integers.</summary>
    IntegerVector,

    /// <summary>Vectors of bits.</summary>
    BitVector,

    /// <summary>Sparse vectors.</summary>
    SparseVector,

    /// <summary>Lists of vectors.</summary>
    VectorList,

    /// <summary>Structs and lists of them.</summary>
    Struct,
}
