using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Syntax;

/// <summary>An element of a list. A literal needs no node of its own: lists of a million keys are normal.</summary>
internal readonly record struct ListElement(Constant Value, SyntaxNode? Node, int Start);
