namespace Milvus.Embedded.Index.Scalar;

/// <summary>The type by which a scalar index sorts its values.</summary>
internal enum KeyKind
{
    /// <summary>Not sorted: comparing all rows is as fast.</summary>
    None,
    Integers,
    Numbers,
    Texts,
}
