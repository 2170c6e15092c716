namespace Milvus.Embedded.Filter.Syntax;

/// <summary>
/// The precedence of operators, lowest first. `not` is lower than the comparisons, as in the documentation of Milvus (`NOT color ==
/// "green"`). A server where it is higher rejects such an expression, so no accepted expression changes its meaning.
/// </summary>
internal enum Precedence
{
    None,
    Or,
    And,
    Not,
    BitOr,
    BitXor,
    BitAnd,
    Equality,
    Relational,
    In,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Power,
    Like,
}
