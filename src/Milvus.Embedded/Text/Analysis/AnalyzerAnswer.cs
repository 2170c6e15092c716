using System.Text;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Creates the result of a RunAnalyzer request.</summary>
internal static class AnalyzerAnswer
{
    public static AnalyzerResult Of(Analyzer analyzer, string text, bool withDetail, bool withHash)
    {
        var result = new AnalyzerResult();
        foreach (var token in analyzer.Analyze(text))
        {
            var answer = new AnalyzerToken { Token = token.Term };
            if (withDetail)
            {
                // Offsets count UTF-8 bytes, as in Milvus.
                answer.StartOffset = Encoding.UTF8.GetByteCount(text.AsSpan(0, token.Start));
                answer.EndOffset = answer.StartOffset + Encoding.UTF8.GetByteCount(text.AsSpan(token.Start, token.End - token.Start));
                answer.Position = token.Position;
                answer.PositionLength = 1;
            }

            if (withHash)
            {
                answer.Hash = TermHash.Of(token.Term);
            }

            result.Tokens.Add(answer);
        }

        return result;
    }
}
