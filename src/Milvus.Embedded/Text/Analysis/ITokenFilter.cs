namespace Milvus.Embedded.Text.Analysis;

/// <summary>Changes, drops or splits tokens. Implementations are thread-safe.</summary>
internal interface ITokenFilter
{
    List<TextToken> Apply(List<TextToken> tokens);
}
