using Milvus.Embedded.Columns;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Scoring;

/// <summary>Computes the fields that are outputs of functions when rows are written.</summary>
internal static class FunctionOutputs
{
    /// <summary>Replaces the output columns of functions, whose given values are ignored, by computed ones.</summary>
    /// <param name="schema">The schema of the collection.</param>
    /// <param name="columns">A column for each field, in any order.</param>
    public static IReadOnlyList<Column> Fill(CollectionSchema schema, IReadOnlyList<Column> columns)
    {
        if (schema.Functions.Count == 0)
        {
            return columns;
        }

        var byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return [.. columns.Select(column => schema.Fields.FirstOrDefault(field => field.Name == column.Name) is { } field
            && schema.FindBm25Input(field) is { } input ? Frequencies(column, input, byName) : column)];
    }

    /// <summary>The fields from which the output of a function is computed.</summary>
    public static IReadOnlyList<FieldSchema> InputsOf(CollectionSchema schema, FieldSchema output)
    {
        var text = schema.FindBm25Input(output)!;
        string?[] names = [text.Name, FieldAnalyzers.Of(text).ByField];
        return [.. schema.Fields.Where(field => names.Contains(field.Name))];
    }

    /// <summary>Computes the output of a function.</summary>
    /// <param name="schema">The schema with the function.</param>
    /// <param name="output">The output.</param>
    /// <param name="inputs">The columns of <see cref="InputsOf"/>.</param>
    public static Column Fill(CollectionSchema schema, FieldSchema output, IEnumerable<Column> inputs) =>
        Fill(schema, [.. inputs, FieldColumns.Create(output)])[^1];

    private static SparseColumn Frequencies(Column output, FieldSchema input, Dictionary<string, Column> byName)
    {
        var analyzers = FieldAnalyzers.Of(input);
        var texts = (ValueColumn<string>)byName[input.Name];
        var names = analyzers.ByField is null ? null : (ValueColumn<string>)byName[analyzers.ByField];
        var filled = (SparseColumn)output.Empty();
        for (var row = 0; row < texts.Count; row++)
        {
            if (texts.IsNull(row))
            {
                filled.Append([], []);
            }
            else
            {
                TermFrequencies.Append(filled, analyzers.Find(names?[row]), texts[row]);
            }
        }

        return filled;
    }
}
