namespace Milvus.Embedded.Text.Analysis;

/// <summary>Splits a text into tokens. Implementations are thread-safe.</summary>
internal interface ITokenizer
{
    List<TextToken> Split(string text);
}
