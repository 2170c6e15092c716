namespace Milvus.Embedded.Filter.Plan;

/// <summary>
/// The type in which a value is computed. FLOAT is separate from DOUBLE because a FLOAT field is compared with a literal in single
/// precision.
/// </summary>
internal enum ValueKind
{
    Bool,
    Int64,
    Float,
    Double,
    String,
    Json,
    Array,

    /// <summary>Microseconds since 1970 in UTC.</summary>
    Time,
    Other,
}
