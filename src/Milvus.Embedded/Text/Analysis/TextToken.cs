namespace Milvus.Embedded.Text.Analysis;

/// <summary>A piece of a text as an analyzer made it.</summary>
/// <param name="Term">What is indexed and compared.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Position">Its number among the tokens of the tokenizer; a token that was removed leaves a gap.</param>
internal sealed record TextToken(string Term, int Start, int End, int Position);
