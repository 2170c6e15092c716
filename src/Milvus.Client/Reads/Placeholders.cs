using Google.Protobuf;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Columns;

namespace Milvus.Client.Reads;

/// <summary>Query vectors for the wire, in the type of the searched field.</summary>
internal static class Placeholders
{
    private const string Tag = "$0";
    private const int EmbeddingListTypes = 200;

    /// <exception cref="MilvusException">A vector does not fit the field; Row is its number.</exception>
    internal static ByteString Encode(Field field, VectorQuery query)
    {
        var bare =
            query.Texts
            ?? (IReadOnlyList<object?>)
                query.Vectors.Select(vector => vector is not null && query.Unwrap is { } unwrap ? unwrap(vector) : vector).ToArray();
        var value = new Protocol.PlaceholderValue { Tag = Tag, Type = (Protocol.PlaceholderType)(int)field.Type };
        if (query.Texts is not null || (field.IsFunctionOutput && bare.All(vector => vector is string)))
        {
            // A function of the collection turns the text into the vector, as it did for the rows.
            value.Type = Protocol.PlaceholderType.VarChar;
            value.Values.AddRange(bare.Select(text => ByteString.CopyFromUtf8((string)text!)));
        }
        else if (query.EmbeddingList)
        {
            // All vectors of a query one after the other; the types of lists are numbered 200 above those of vectors.
            value.Type = (Protocol.PlaceholderType)((int)field.Type + EmbeddingListTypes);
            value.Values.AddRange(
                bare.Select(
                    (list, row) =>
                        ByteString.CopyFrom([.. Vectors(field, Items(field, list, row), query.Unwrap).SelectMany(bytes => bytes)])));
        }
        else
        {
            value.Values.AddRange(Vectors(field, bare, query.Unwrap));
        }

        return new Protocol.PlaceholderGroup { Placeholders = { value } }.ToByteString();
    }

    private static object?[] Items(Field field, object? list, int row) =>
        list is System.Collections.IEnumerable items and not string
            ? [.. items.Cast<object?>()]
            : throw new MilvusException(MilvusErrorId.InvalidVector, "A query of embedding lists must be a list of vectors.")
            {
                Field = field.Name,
                Row = row,
            };

    private static IEnumerable<ByteString> Vectors(Field field, IReadOnlyList<object?> vectors, Func<object, object?>? unwrap)
    {
        var column = ColumnFactory.Create(field, unwrap);
        foreach (var vector in vectors)
        {
            if (vector is null)
            {
                throw new MilvusException(MilvusErrorId.InvalidVector, "A query vector is null.")
                {
                    Field = field.Name,
                    Row = column.Count,
                };
            }

            column.Append(vector);
            yield return Last(column);
        }
    }

    private static ByteString Last(FieldColumn column)
    {
        switch (column)
        {
            case FloatVectorFieldColumn floats:
                var components = floats.Components[^(column.Field.Dimension ?? 0)..];
                var bytes = new byte[components.Length * sizeof(float)];
                for (var i = 0; i < components.Length; i++)
                {
                    System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), components[i]);
                }

                return UnsafeByteOperations.UnsafeWrap(bytes);
            case ByteVectorFieldColumn raw:
                return ByteString.CopyFrom(raw.Bytes[^raw.Width..]);
            case SparseVectorFieldColumn sparse:
                return ByteString.CopyFrom(sparse.Values[^1]);
            default:
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    $"Field '{column.Field.Name}' is of type {column.Field.Type}, which has no vectors to search.")
                {
                    Field = column.Field.Name,
                };
        }
    }
}
