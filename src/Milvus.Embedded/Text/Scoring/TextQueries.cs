using System.Text;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Scoring;

/// <summary>The query texts of a search on a field that BM25 computes.</summary>
internal static class TextQueries
{
    private const string OnlyText = "please provide varchar/text for BM25 Function based search";

    /// <summary>The texts of a placeholder.</summary>
    public static string[] Texts(PlaceholderValue placeholder) => placeholder.Type == PlaceholderType.VarChar
        ? [.. placeholder.Values.Select(value => Encoding.UTF8.GetString(value.Span))]
        : throw MilvusError.Parameter($"{OnlyText}, got {placeholder.Type}");

    /// <summary>The texts as sparse vectors of their terms, one row for each.</summary>
    public static SparseColumn Read(FieldSchema input, PlaceholderValue placeholder, string? analyzerName)
    {
        var analyzer = FieldAnalyzers.Of(input).Find(analyzerName);
        var queries = new SparseColumn(input.Name, nullable: false);
        foreach (var text in Texts(placeholder))
        {
            TermFrequencies.Append(queries, analyzer, text);
        }

        return queries;
    }
}
