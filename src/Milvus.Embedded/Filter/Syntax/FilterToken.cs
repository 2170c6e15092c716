namespace Milvus.Embedded.Filter.Syntax;

/// <summary>One token: its kind and where it stands in the text.</summary>
internal readonly record struct FilterToken(TokenKind Kind, int Start, int End);
