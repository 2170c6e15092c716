namespace Milvus.Embedded.Text.Analysis;

/// <summary>Splits a text. Any number of threads may use one.</summary>
internal interface ITokenizer
{
    List<TextToken> Split(string text);
}
