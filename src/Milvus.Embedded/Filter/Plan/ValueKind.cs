namespace Milvus.Embedded.Filter.Plan;

/// <summary>How a value is computed. FLOAT stays apart from DOUBLE: a FLOAT field meets a literal in single precision.</summary>
internal enum ValueKind
{
    Bool,
    Int64,
    Float,
    Double,
    String,
    Json,
    Array,

    /// <summary>Microseconds since 1970, of UTC.</summary>
    Time,
    Other,
}
