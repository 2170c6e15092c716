namespace Milvus.Embedded.Filter.Syntax;

/// <summary>A token: its kind and its position in the text.</summary>
internal readonly record struct FilterToken(TokenKind Kind, int Start, int End);
