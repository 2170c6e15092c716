namespace Milvus.Embedded.Filter.Syntax;

/// <summary>One token: its kind and where it stands in the text.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End);
