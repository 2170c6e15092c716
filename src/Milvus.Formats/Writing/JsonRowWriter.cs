using Milvus.Core.Marshalling.Rows;

namespace Milvus.Formats.Writing;

/// <summary>Writes rows as JSON: an object a line, or an array with a row on each line.</summary>
/// <param name="text">The target.</param>
/// <param name="schema">The collection.</param>
/// <param name="isArray">Whether to write one array.</param>
/// <param name="rows">The number of rows that the target has already.</param>
internal sealed class JsonRowWriter(TextLines text, Collection schema, bool isArray, long rows) : RowWriter
{
    private long _rows = rows;

    public override void Dispose() => text.Dispose();

    internal override void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var json = JsonRow.Write(schema, row);
        if (isArray)
        {
            text.Write((_rows == 0 ? "[\n" : ",\n") + json);
        }
        else
        {
            text.WriteLine(json);
        }

        _rows++;
        Pending = text.Pending;
    }

    internal override void Commit()
    {
        text.Commit();
        Pending = 0;
    }

    internal override void Finish()
    {
        if (isArray)
        {
            text.Write(_rows == 0 ? "[]\n" : "\n]\n");
        }

        text.Commit();
    }
}
