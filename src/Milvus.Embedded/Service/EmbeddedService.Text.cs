using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Text.Analysis;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Text.Matching;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>Analyzers.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<RunAnalyzerResponse> RunAnalyzer(RunAnalyzerRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var choose = ResolveAnalyzer(request, call);
                var response = new RunAnalyzerResponse { Status = Statuses.Ok };
                for (var i = 0; i < request.Placeholder.Count; i++)
                {
                    call.Token.ThrowIfCancellationRequested();
                    response.Results.Add(
                        AnalyzerAnswer.Of(choose(i), request.Placeholder[i].ToStringUtf8(), request.WithDetail, request.WithHash));
                }

                return response;
            },
            status => new RunAnalyzerResponse { Status = status });

    public override Task<ComputePhraseMatchSlopResponse> ComputePhraseMatchSlop(
        ComputePhraseMatchSlopRequest request,
        ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var response = new ComputePhraseMatchSlopResponse { Status = Statuses.Ok };
                if (request.QueryText.Length == 0)
                {
                    return response;
                }

                var analyzer = AnalyzerFactory.Create(request.AnalyzerParams);
                var phrase = analyzer.Analyze(request.QueryText);
                foreach (var text in request.DataTexts)
                {
                    call.Token.ThrowIfCancellationRequested();
                    var slop = SlopCalculator.Of(phrase, analyzer.Analyze(text));
                    response.IsMatch.Add(slop is not null);
                    response.Slops.Add(slop ?? -1);
                }

                return response;
            },
            status => new ComputePhraseMatchSlopResponse { Status = status });

    /// <summary>The analyzer of each text: that of a field, selected by name if the field has several, or that of the parameters.</summary>
    private Func<int, Analyzer> ResolveAnalyzer(RunAnalyzerRequest request, Call call)
    {
        if (request.CollectionName.Length == 0)
        {
            var analyzer = AnalyzerFactory.Create(request.AnalyzerParams);
            return _ => analyzer;
        }

        var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
        if (request.FieldName.Length == 0)
        {
            throw MilvusError.Parameter("must set field name when collection name is set");
        }

        var field =
            collection.FindField(request.FieldName)
            ?? throw new MilvusError(MilvusError.FieldNotFoundCode, $"field not found[field={request.FieldName}]");
        if (!field.HasAnalyzer())
        {
            throw MilvusError.Parameter($"field {field.Name} does not enable analyzer");
        }

        var analyzers = FieldAnalyzers.Of(field);
        var names = request.AnalyzerNames;
        if (names.Count > 1 && names.Count != request.Placeholder.Count)
        {
            throw MilvusError.Parameter("analyzer names should be one, or one for each text", request.Placeholder.Count, names.Count);
        }

        return text => analyzers.Find(names.Count switch { 0 => null, 1 => names[0], _ => names[text] });
    }
}
