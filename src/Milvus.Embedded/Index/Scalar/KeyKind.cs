namespace Milvus.Embedded.Index.Scalar;

/// <summary>As what a scalar index sorts the values of its field.</summary>
internal enum KeyKind
{
    /// <summary>Not at all: comparing all rows is as fast.</summary>
    None,
    Integers,
    Numbers,
    Texts,
}
