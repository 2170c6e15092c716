using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Text.Scoring;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Highlighting;

/// <summary>Highlights the terms of the search, or of the highlighter's queries, in the texts of hits.</summary>
internal sealed class Highlighting
{
    private readonly HighlightParameters _parameters;
    private readonly List<HighlightedField> _fields = [];

    private Highlighting(HighlightParameters parameters) => _parameters = parameters;

    /// <summary>The highlighting of a request; null if it has none.</summary>
    /// <param name="collection">The searched collection.</param>
    /// <param name="searched">The searched vector field.</param>
    /// <param name="request">The request, which has the search texts.</param>
    public static Highlighting? Of(CollectionEntry collection, FieldSchema searched, SearchRequest request)
    {
        if (request.Highlighter is not { } highlighter)
        {
            return null;
        }

        var highlighting = new Highlighting(HighlightParameters.Of(highlighter));
        if (highlighting._parameters.SearchText)
        {
            highlighting.AddSearch(collection, searched, request);
        }

        foreach (var (name, text) in highlighting._parameters.Queries)
        {
            var field = collection.FindField(name) ?? throw MilvusError.Parameter($"highlight field not found in schema: {name}");
            highlighting.Highlight(field).Queries.Add(text);
        }

        return highlighting;
    }

    /// <summary>The fragments of each hit, for each highlighted field.</summary>
    /// <param name="columns">The columns of the hits' rows.</param>
    /// <param name="found">The rows of the hits of each query.</param>
    public IEnumerable<HighlightResult> Write(ColumnSet columns, IReadOnlyList<IReadOnlyList<int>> found)
    {
        foreach (var field in _fields)
        {
            var result = new HighlightResult { FieldName = field.Field.Name };
            for (var query = 0; query < found.Count; query++)
            {
                foreach (var row in found[query])
                {
                    result.Datas.Add(field.Of(columns, row, query, _parameters));
                }
            }

            yield return result;
        }
    }

    private void AddSearch(CollectionEntry collection, FieldSchema searched, SearchRequest request)
    {
        var input =
            collection.Schema.FindBm25Input(searched)
            ?? throw MilvusError.Parameter(
                "Search highlight only support with metric type \"BM25\" but was: " + collection.IndexOf(searched)?.Metric);
        var field = Highlight(input);
        field.Searches = TextQueries.Texts(PlaceholderGroup.Parser.ParseFrom(request.PlaceholderGroup).Placeholders[0]);
        field.AnalyzerName = request.SearchParams.Find("analyzer_name");
    }

    private HighlightedField Highlight(FieldSchema field)
    {
        if (!field.HasAnalyzer())
        {
            throw MilvusError.Parameter($"highlight field {field.Name} does not enable analyzer");
        }

        var known = _fields.Find(candidate => candidate.Field == field);
        if (known is null)
        {
            _fields.Add(known = new HighlightedField(field));
        }

        return known;
    }
}
