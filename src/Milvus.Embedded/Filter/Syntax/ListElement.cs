using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Syntax;

/// <summary>An element of a list. A literal has no node of its own, because lists of a million keys are common.</summary>
internal readonly record struct ListElement(Constant Value, SyntaxNode? Node, int Start);
