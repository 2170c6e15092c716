using Milvus.Formats.Csv;

namespace Milvus.Formats.Writing;

/// <summary>Writes rows as CSV or TSV with a header.</summary>
internal sealed class CsvRowWriter : RowWriter
{
    private readonly TextLines _text;
    private readonly Collection _schema;
    private readonly IReadOnlyList<string> _columns;
    private readonly char _separator;
    private readonly bool _escapeFormula;

    /// <param name="text">The target.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="columns">The fields, and $meta for the dynamic keys.</param>
    /// <param name="separator">The character between fields.</param>
    /// <param name="escapeFormula">Whether texts that a spreadsheet would run are escaped.</param>
    /// <param name="continued">Whether the target has its header.</param>
    internal CsvRowWriter(
        TextLines text, Collection schema, IReadOnlyList<string> columns, char separator, bool escapeFormula, bool continued)
    {
        (_text, _schema, _columns, _separator, _escapeFormula) = (text, schema, columns, separator, escapeFormula);
        if (!continued)
        {
            text.WriteLine(CsvRows.WriteHeader(columns, separator));
        }
    }

    public override void Dispose() => _text.Dispose();

    internal override void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        _text.WriteLine(CsvRows.WriteLine(_columns, _schema, row, _separator, _escapeFormula));
        Pending = _text.Pending;
    }

    internal override void Commit()
    {
        _text.Commit();
        Pending = 0;
    }

    internal override void Finish() => _text.Commit();
}
