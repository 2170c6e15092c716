using Milvus.Embedded.Text.Analysis;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>Whether a text contains at least a minimum of the terms. A term that is listed twice counts twice.</summary>
internal sealed record TextMatchPlan(FieldSchema Field, IReadOnlyList<string> Terms, int Minimum) : PlanNode;

/// <summary>Whether a text contains the tokens in their order, moved by at most <paramref name="Slop"/> positions.</summary>
internal sealed record PhraseMatchPlan(FieldSchema Field, IReadOnlyList<TextToken> Phrase, uint Slop) : PlanNode;
