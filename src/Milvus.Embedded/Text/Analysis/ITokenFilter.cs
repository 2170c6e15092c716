namespace Milvus.Embedded.Text.Analysis;

/// <summary>Changes, drops or splits tokens. Any number of threads may use one.</summary>
internal interface ITokenFilter
{
    List<Token> Apply(List<Token> tokens);
}
