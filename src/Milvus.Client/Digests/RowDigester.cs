using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Milvus.Client.Calls;
using Milvus.Client.Values;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client.Digests;

/// <summary>
/// Hashes rows, column by column, without an object per row. The hash of a row is made of the hashes of its values, each with the name of
/// its field. Null adds nothing, so null, an empty list, an empty text and a default value differ. Fields that a function computes are left
/// out. The rows of an answer, and rows that were read from a file or are to be sent, have the same hash.
/// </summary>
/// <param name="schema">The collection.</param>
/// <param name="keysOnly">Whether only the primary key counts.</param>
/// <param name="withKey">Whether the primary key counts: not if the target has other keys than the source.</param>
internal sealed class RowDigester(Collection schema, bool keysOnly = false, bool withKey = true)
{
    private const string Method = nameof(Rpcs.Query);

    private readonly HashSet<string> _left =
    [
        .. schema
            .Field.Where(field => field.IsFunctionOutput || (field.PrimaryKey ? !withKey : keysOnly)).Select(field => field.Name),
    ];

    /// <summary>Whether only the primary key counts.</summary>
    internal bool IsKeysOnly => keysOnly;

    /// <summary>The digest of the rows of an answer.</summary>
    internal RowDigest Digest(RowPage page) => Sum(Hash(page));

    /// <summary>The digest of rows that are sent, or that were read from a file.</summary>
    internal RowDigest Digest(RowBatch rows) => Sum(Hash(rows));

    /// <summary>The hash of each row of an answer.</summary>
    internal UInt128[] Hash(RowPage page)
    {
        var columns = page.Answer as IReadOnlyList<Protocol.FieldData>
            ?? throw new ArgumentException("The page was not read from a collection.", nameof(page));
        var hashes = new UInt128[page.AllCount];
        return Hash(columns, hashes).AsSpan(page.First, page.Count).ToArray();
    }

    /// <summary>The hash of each row of a batch.</summary>
    internal UInt128[] Hash(RowBatch rows) =>
        Hash(rows.Columns.Select(column => FieldDataWriter.Write(column, 0, rows.Count)), new UInt128[rows.Count]);

    private static RowDigest Sum(UInt128[] hashes)
    {
        var digest = RowDigest.Empty;
        foreach (var hash in hashes)
        {
            digest = digest.Add(hash);
        }

        return digest;
    }

    private UInt128[] Hash(IEnumerable<Protocol.FieldData> columns, UInt128[] hashes)
    {
        foreach (var column in columns)
        {
            var dynamic = column.IsDynamic || column.FieldName == RowBatch.DynamicField;
            if (dynamic ? !keysOnly : !_left.Contains(column.FieldName))
            {
                AddColumn(dynamic ? RowBatch.DynamicField : column.FieldName, column, hashes, dynamic);
            }
        }

        // The hash of a row is a hash of the sum, so that the values of different rows cannot be exchanged without a trace.
        for (var row = 0; row < hashes.Length; row++)
        {
            hashes[row] = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(hashes.AsSpan(row, 1)));
        }

        return hashes;
    }

    private static void AddColumn(string name, Protocol.FieldData column, UInt128[] hashes, bool dynamic)
    {
        if (column.FieldCase == Protocol.FieldData.FieldOneofCase.StructArrays)
        {
            foreach (var field in column.StructArrays.Fields)
            {
                AddColumn($"{name}[{StructReader.StripOwner(name, field.FieldName)}]", field, hashes, dynamic: false);
            }

            return;
        }

        var seed = (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(name));
        var values = new ValueBytes((DataType)(int)column.Type, Method);
        var (count, at) = column.FieldCase switch
        {
            Protocol.FieldData.FieldOneofCase.Scalars => values.Open(column.Scalars),
            Protocol.FieldData.FieldOneofCase.Vectors => values.Open(column.Vectors),
            _ => (0, _ => default),
        };
        var places = FieldDataReader.FindPlaces(column, count, hashes.Length, Method);
        for (var row = 0; row < hashes.Length; row++)
        {
            var place = places is null ? row : places[row];
            if (place < 0)
            {
                continue;
            }

            var bytes = at(place);
            if (!dynamic || !IsEmptyObject(bytes))
            {
                hashes[row] += XxHash128.HashToUInt128(bytes, seed);
            }
        }
    }

    // A row without dynamic keys equals one of a collection that has none.
    private static bool IsEmptyObject(ReadOnlySpan<byte> canonical) =>
        canonical.Length == 1 + sizeof(long) && canonical[0] is (byte)'{' or (byte)'n';
}
