using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>
/// Finds the value of each row in the sent data, which has values either for every row or only for rows that are not null.
/// </summary>
internal sealed class RowCursor(FieldSchema field, int rows, bool[]? valid)
{
    /// <summary>The number of rows that are not null.</summary>
    public int Present { get; } = valid?.Count(flag => flag) ?? rows;

    public int Rows => rows;

    /// <summary>
    /// Calls <paramref name="value"/> with the position of each value, and <paramref name="absent"/> for each null, in row order.
    /// </summary>
    public void ForEach(int sent, Action<int> value, Action absent)
    {
        var places = Places(sent);
        for (var row = 0; row < rows; row++)
        {
            var place = places?[row] ?? row;
            if (place >= 0)
            {
                value(place);
            }
            else
            {
                absent();
            }
        }
    }

    /// <summary>The place of the value of each row, and -1 for a null; null where no row is null, so that each place is the row.</summary>
    public int[]? Places(int sent)
    {
        CheckCount(sent);
        if (Present == rows)
        {
            return null;
        }

        var places = new int[rows];
        var next = 0;
        for (var row = 0; row < rows; row++)
        {
            places[row] = !valid![row] ? -1 : sent == Present ? next++ : row;
        }

        return places;
    }

    /// <summary>Throws unless as many values were sent as there are rows, or rows that are not null.</summary>
    private void CheckCount(int sent)
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
