using Milvus.Embedded.Columns;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Highlighting;

/// <summary>A field whose texts are highlighted, and the texts to highlight.</summary>
internal sealed class HighlightedField(FieldSchema field)
{
    private readonly FieldAnalyzers _analyzers = FieldAnalyzers.Of(field);
    private readonly Dictionary<int, HashSet<string>> _terms = [];

    public FieldSchema Field { get; } = field;

    /// <summary>The text of each query of the search; empty if these are not highlighted.</summary>
    public IReadOnlyList<string> Searches { get; set; } = [];

    /// <summary>The analyzer of the search texts, if the field has several.</summary>
    public string? AnalyzerName { get; set; }

    /// <summary>Texts whose terms are highlighted in the hits of every query.</summary>
    public List<string> Queries { get; } = [];

    public HighlightData Of(ColumnSet columns, int row, int query, HighlightParameters parameters)
    {
        var texts = (ValueColumn<string>)columns.Find(Field.Name)!;
        if (texts.IsNull(row))
        {
            return new HighlightData();
        }

        var name = _analyzers.ByField is { } byField ? ((ValueColumn<string>)columns.Find(byField)!)[row] : null;
        return Fragments.Of(texts[row], _analyzers.Find(name), TermsOf(query), parameters);
    }

    private HashSet<string> TermsOf(int query)
    {
        if (!_terms.TryGetValue(query, out var terms))
        {
            var analyzer = _analyzers.Find(AnalyzerName);
            var texts = Searches.Count > query ? Queries.Append(Searches[query]) : Queries;
            _terms[query] = terms = [.. texts.SelectMany(text => analyzer.Analyze(text)).Select(token => token.Term)];
        }

        return terms;
    }
}
