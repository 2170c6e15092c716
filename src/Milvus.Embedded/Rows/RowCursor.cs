using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>Where the value of each row stands in what was sent: with nulls left out, or with a filler for each.</summary>
internal sealed class RowCursor(FieldSchema field, int rows, bool[]? valid)
{
    /// <summary>Rows that have a value.</summary>
    public int Present { get; } = valid?.Count(flag => flag) ?? rows;

    public int Rows => rows;

    /// <summary>
    /// Calls <paramref name="value"/> with the place of each value, and <paramref name="absent"/> for each null, in row order.
    /// </summary>
    public void ForEach(int sent, Action<int> value, Action absent)
    {
        CheckCount(sent);
        var compact = sent == Present;
        var next = 0;
        for (var row = 0; row < rows; row++)
        {
            if (valid is null || valid[row])
            {
                value(compact ? next++ : row);
            }
            else
            {
                absent();
            }
        }
    }

    /// <summary>Throws unless as many values were sent as there are rows, or rows that are not null.</summary>
    public void CheckCount(int sent)
    {
        if (sent != Present && sent != rows)
        {
            throw MilvusError.Parameter(
                $"the num_rows ({sent}) of field ({field.Name}) is not equal to passed num_rows ({rows})",
                rows,
                sent);
        }
    }
}
