using Milvus.Embedded.Text.Analysis;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>Whether a text has at least so many of the terms, of which one may stand there several times.</summary>
internal sealed record TextMatchPlan(FieldSchema Field, IReadOnlyList<string> Terms, int Minimum) : PlanNode;

/// <summary>Whether a text has the tokens as they follow one another, moved by no more than the slop.</summary>
internal sealed record PhraseMatchPlan(FieldSchema Field, IReadOnlyList<TextToken> Phrase, uint Slop) : PlanNode;
