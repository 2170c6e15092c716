namespace Milvus.Embedded.Text.Analysis;

/// <summary>Changes, drops or splits tokens. Any number of threads may use one.</summary>
internal interface ITokenFilter
{
    List<TextToken> Apply(List<TextToken> tokens);
}
