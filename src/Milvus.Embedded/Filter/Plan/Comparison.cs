namespace Milvus.Embedded.Filter.Plan;

internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}
