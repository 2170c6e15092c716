namespace Milvus.Embedded.Filter.Syntax;

/// <summary>
/// How tightly operators bind, loosest first. `not` is looser than the comparisons, as the documentation has it
/// (`NOT color == "green"`); a server that binds it tighter refuses such an expression, so no meaning changes.
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
