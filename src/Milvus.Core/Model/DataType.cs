namespace Milvus;

/// <summary>The field types of Milvus, with their numbers in the contract. A number that is not listed is a type of a later
/// version.</summary>
public enum DataType
{
    /// <summary>No type.</summary>
    None = 0,

    /// <summary>true or false.</summary>
    Bool = 1,

    /// <summary>8-bit integer.</summary>
    Int8 = 2,

    /// <summary>16-bit integer.</summary>
    Int16 = 3,

    /// <summary>32-bit integer.</summary>
    Int32 = 4,

    /// <summary>64-bit integer; can be the primary key.</summary>
    Int64 = 5,

    /// <summary>32-bit float.</summary>
    Float = 10,

    /// <summary>64-bit float.</summary>
    Double = 11,

    /// <summary>Text without a maximum length, in early versions of Milvus.</summary>
    String = 20,

    /// <summary>UTF-8 text of at most max_length bytes; can be the primary key.</summary>
    VarChar = 21,

    /// <summary>A list of elements of one scalar type.</summary>
    Array = 22,

    /// <summary>A JSON value.</summary>
    Json = 23,

    /// <summary>A shape, as well-known text.</summary>
    Geometry = 24,

    /// <summary>Text without a length limit.</summary>
    Text = 25,

    /// <summary>A point in time with its zone, as ISO 8601 text.</summary>
    Timestamptz = 26,

    /// <summary>A vector of bits; the dimension is in bits.</summary>
    BinaryVector = 100,

    /// <summary>A vector of 32-bit floats.</summary>
    FloatVector = 101,

    /// <summary>A vector of 16-bit floats (IEEE 754 binary16).</summary>
    Float16Vector = 102,

    /// <summary>A vector of bfloat16 floats.</summary>
    BFloat16Vector = 103,

    /// <summary>A sparse vector: pairs of an index and a 32-bit float.</summary>
    SparseFloatVector = 104,

    /// <summary>A vector of signed bytes.</summary>
    Int8Vector = 105,

    /// <summary>A list of vectors, inside a struct.</summary>
    ArrayOfVector = 106,

    /// <summary>A list of structs.</summary>
    ArrayOfStruct = 200,

    /// <summary>A struct.</summary>
    Struct = 201,
}
