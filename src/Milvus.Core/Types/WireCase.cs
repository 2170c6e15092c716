namespace Milvus.Core.Types;

/// <summary>The lists of the contract that values of a field travel in.</summary>
internal enum WireCase
{
    /// <summary>None that this version knows.</summary>
    None,

    /// <summary>Booleans.</summary>
    Bool,

    /// <summary>32-bit integers.</summary>
    Int,

    /// <summary>64-bit integers.</summary>
    Long,

    /// <summary>32-bit floats.</summary>
    Float,

    /// <summary>64-bit floats.</summary>
    Double,

    /// <summary>Texts.</summary>
    String,

    /// <summary>JSON as UTF-8.</summary>
    Json,

    /// <summary>Shapes as well-known text.</summary>
    Geometry,

    /// <summary>Lists of the above, one for each row.</summary>
    Array,

    /// <summary>Vectors, which have lists of their own for each type.</summary>
    Vector,

    /// <summary>The fields of structs, each as a list of its own.</summary>
    Struct,
}
