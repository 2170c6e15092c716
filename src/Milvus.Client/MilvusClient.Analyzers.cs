using Google.Protobuf;
using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The tokens of texts; one result for each text, in their order.</summary>
    internal async Task<IReadOnlyList<AnalyzedText>> RunAnalyzerAsync(
        CallContext call,
        IReadOnlyList<string> texts,
        AnalyzerChoice analyzer,
        bool withDetail,
        bool withHash,
        CancellationToken token)
    {
        var request = new Protocol.RunAnalyzerRequest
        {
            AnalyzerParams = analyzer.Parameters ?? string.Empty,
            CollectionName = analyzer.Collection ?? string.Empty,
            FieldName = analyzer.Field ?? string.Empty,
            WithDetail = withDetail,
            WithHash = withHash,
        };
        request.Placeholder.AddRange(texts.Select(ByteString.CopyFromUtf8));
        request.AnalyzerNames.AddRange(analyzer.Names);
        var answer = await CallAsync(call, Rpcs.RunAnalyzer, request, token).ConfigureAwait(false);
        if (answer.Results.Count != texts.Count)
        {
            throw CreateProtocolError(nameof(Rpcs.RunAnalyzer), "another number of results than texts");
        }

        return
        [
            .. answer.Results.Select(
                (result, i) =>
                    new AnalyzedText { Text = texts[i], Token = [.. result.Tokens.Select(item => ToToken(item, withDetail, withHash))] }),
        ];
    }

    /// <summary>The smallest slop with which phrase_match finds a phrase, in each text.</summary>
    internal async Task<IReadOnlyList<PhraseSlop>> GetPhraseSlopAsync(
        CallContext call,
        string phrase,
        IReadOnlyList<string> texts,
        string? parameters,
        CancellationToken token)
    {
        var request = new Protocol.ComputePhraseMatchSlopRequest { QueryText = phrase, AnalyzerParams = parameters ?? string.Empty };
        request.DataTexts.AddRange(texts);
        var answer = await CallAsync(call, Rpcs.ComputePhraseMatchSlop, request, token).ConfigureAwait(false);
        if (answer.IsMatch.Count != texts.Count || answer.Slops.Count != texts.Count)
        {
            throw CreateProtocolError(nameof(Rpcs.ComputePhraseMatchSlop), "another number of results than texts");
        }

        return
        [
            .. texts.Select(
                (text, i) =>
                    new PhraseSlop
                    {
                        Text = text,
                        IsMatch = answer.IsMatch[i],
                        Slop = answer.IsMatch[i] ? answer.Slops[i] : null,
                    }),
        ];
    }

    private static AnalyzerToken ToToken(Protocol.AnalyzerToken item, bool withDetail, bool withHash) => new()
    {
        Token = item.Token,
        StartOffset = withDetail ? item.StartOffset : null,
        EndOffset = withDetail ? item.EndOffset : null,
        Position = withDetail ? item.Position : null,
        PositionLength = withDetail ? item.PositionLength : null,
        Hash = withHash ? item.Hash : null,
    };
}
