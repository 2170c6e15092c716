using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>
/// The vectors of a request, read where they lie: nothing is copied until the file or a segment takes them. It lives as long as the
/// call, and nobody changes the request meanwhile.
/// </summary>
internal sealed class BorrowedVectorColumn : Column, IVectorRows
{
    private readonly VectorColumn _empty;
    private readonly BytesOf _bytes;
    private readonly int[]? _places;

    /// <summary>All rows at once.</summary>
    /// <param name="empty">An empty column of the field.</param>
    /// <param name="rows">Rows, with nulls.</param>
    /// <param name="places">The place of each row among the vectors sent, -1 for a null; null if they follow one after the other.</param>
    /// <param name="bytes">Gives the bytes of the vectors sent.</param>
    public BorrowedVectorColumn(VectorColumn empty, int rows, int[]? places, BytesOf bytes)
        : base(empty.Name, empty.Type, DataType.None, empty.Nullable)
    {
        (_empty, _bytes, _places) = (empty, bytes, places);
        for (var row = 0; row < rows && places is not null; row++)
        {
            if (places[row] < 0)
            {
                MarkNull(row);
            }
        }

        Publish(rows);
    }

    /// <summary>Gives bytes that lie elsewhere.</summary>
    public delegate ReadOnlySpan<byte> BytesOf();

    public int Width => _empty.Width;

    public ReadOnlySpan<byte> this[int row] => _bytes().Slice((_places?[row] ?? row) * Width, Width);

    public void CopyRows(Span<byte> target, int first)
    {
        if (_places is null)
        {
            _bytes().Slice(first * Width, target.Length).CopyTo(target);
            return;
        }

        for (var row = first; !target.IsEmpty; row++)
        {
            if (IsNull(row))
            {
                target[..Width].Clear();
            }
            else
            {
                this[row].CopyTo(target);
            }

            target = target[Width..];
        }
    }

    public override Column Empty() => _empty.Empty();

    protected override void AppendFiller() => throw ReadOnly();

    protected override void CopyFrom(Column source) => throw ReadOnly();

    protected override void CopyFrom(Column source, int row) => throw ReadOnly();

    private NotSupportedException ReadOnly() => new($"the vectors of field {Name} belong to a request: nothing can be added to them");
}
