namespace Milvus.Embedded.Text.Analysis;

/// <summary>A token of a text.</summary>
/// <param name="Term">The term, which is indexed and compared.</param>
/// <param name="Start">The position of its first character in the text, in UTF-16 units.</param>
/// <param name="End">The position after its last character.</param>
/// <param name="Position">Its number in the output of the tokenizer. A removed token leaves a gap.</param>
internal sealed record TextToken(string Term, int Start, int End, int Position);
