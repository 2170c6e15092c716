using System.Runtime.InteropServices;
using Google.Protobuf;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Import.Files;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>Reads NumPy files, one for each field and named like it, into batches.</summary>
internal sealed class NumpyBlocks(
    CollectionEntry collection, HybridClock clock, ImportProgress progress, Func<string, SourceStream> open, CancellationToken token)
{
    public IEnumerable<RequestRows> Read(IReadOnlyList<string> files)
    {
        var arrays = new Dictionary<FieldSchema, NumpyFile>();
        try
        {
            foreach (var file in files)
            {
                Open(file, arrays);
            }

            CheckFields(arrays);
            var rows = arrays.First().Value.Rows;
            for (var row = 0L; row < rows; row += RowBlocks.FullBlock)
            {
                token.ThrowIfCancellationRequested();
                var count = (int)Math.Min(RowBlocks.FullBlock, rows - row);
                yield return RequestRows.ForInsert(
                    collection,
                    [.. arrays.Select(pair => Values(pair.Key, pair.Value, count))],
                    (uint)count,
                    clock);
                progress.ReadTo(arrays.Values.Sum(array => array.Position));
            }

            foreach (var array in arrays.Values)
            {
                array.EnsureUnchanged();
            }
        }
        finally
        {
            foreach (var array in arrays.Values)
            {
                array.Dispose();
            }
        }
    }

    private void Open(string file, Dictionary<FieldSchema, NumpyFile> arrays)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var field = collection.Fields.FirstOrDefault(candidate => candidate.Name == name && !candidate.IsFunctionOutput)
            ?? throw new ImportFailure($"the file '{file}' has no corresponding field in collection");
        if (field.IsPrimaryKey && field.AutoID && !ImportKeys.AcceptsKeys(collection))
        {
            throw new ImportFailure($"the primary key '{name}' is auto-generated, no need to provide");
        }

        var array = NumpyFile.Open(file, open(file));
        if (!arrays.TryAdd(field, array))
        {
            array.Dispose();
            throw new ImportFailure($"there are two files for the field '{name}'");
        }

        Check(field, array);
    }

    private void CheckFields(Dictionary<FieldSchema, NumpyFile> arrays)
    {
        var bare = collection.Fields.FirstOrDefault(field =>
            !arrays.ContainsKey(field)
            && !field.IsDynamic
            && !field.IsFunctionOutput
            && !(field.IsPrimaryKey && field.AutoID)
            && !field.Nullable
            && !RequestFieldReader.HasDefault(field));
        if (bare is not null)
        {
            throw new ImportFailure($"there is no file corresponding to field '{bare.Name}'");
        }

        var (firstField, first) = arrays.First();
        foreach (var (field, array) in arrays.Where(pair => pair.Value.Rows != first.Rows))
        {
            throw new ImportFailure($"the row count({first.Rows}) of file '{firstField.Name}.npy' is not equal to row "
                + $"count({array.Rows}) of file '{field.Name}.npy'");
        }
    }

    private static void Check(FieldSchema field, NumpyFile array)
    {
        if (field.DataType.IsVector())
        {
            if (!field.DataType.Describe().Numpy.Contains(array.Type))
            {
                throw new ImportFailure(
                    $"illegal data type {array.TypeName} of numpy file for {field.DataType.Text()} field '{field.Name}'");
            }

            // Either bytes, or one number for each dimension.
            var width = array.Type == "u1" ? VectorColumn.WidthOf(field.DataType, Dimension(field)) : Dimension(field);
            if (array.Shape.Count != 2 || array.RowElements != width)
            {
                throw new ImportFailure(
                    $"illegal dimension {(array.Shape.Count == 2 ? array.RowElements : array.Shape.Count)} of numpy file for "
                        + $"{FieldValues.NameVectorKind(field.DataType)} vector field '{field.Name}', dimension should be {width}");
            }

            return;
        }

        if (!field.DataType.Describe().Numpy.Contains(array.IsText ? "U" : array.Type))
        {
            throw new ImportFailure(
                $"illegal data type {array.TypeName} of numpy file for scalar field '{field.Name}' with type {field.DataType.Text()}");
        }

        if (array.Shape.Count != 1)
        {
            throw new ImportFailure($"illegal numpy shape {array.Shape.Count} for {field.DataType.Text()} field '{field.Name}'");
        }
    }

    private static FieldData Values(FieldSchema field, NumpyFile array, int rows)
    {
        var data = new FieldData { FieldName = field.Name, Type = field.DataType, IsDynamic = field.IsDynamic };
        var bytes = array.Read(rows);
        if (field.DataType.IsVector())
        {
            data.Vectors = Vectors(field, array, bytes);
            return data;
        }

        var type = field.DataType.Describe();
        data.Scalars = new ScalarField();
        data.Scalars.Open(type.Wire);
        if (array.IsText)
        {
            for (var row = 0; row < rows; row++)
            {
                data.Scalars.Add(type.Wire, array.ReadText(bytes, row));
            }
        }
        else if (type.Number is { } number)
        {
            number.Accept(new Numbers(data.Scalars, type.Wire, bytes));
        }
        else
        {
            data.Scalars.BoolData.Data.AddRange(bytes.Select(value => value != 0));
        }

        return data;
    }

    private static VectorField Vectors(FieldSchema field, NumpyFile array, ReadOnlySpan<byte> bytes)
    {
        var vectors = new VectorField { Dim = Dimension(field) };
        switch (field.DataType)
        {
            case DataType.BinaryVector: vectors.BinaryVector = ByteString.CopyFrom(bytes); break;
            case DataType.Int8Vector: vectors.Int8Vector = ByteString.CopyFrom(bytes); break;
            case DataType.Bfloat16Vector when array.Type == "u1": vectors.Bfloat16Vector = ByteString.CopyFrom(bytes); break;
            case DataType.Float16Vector when array.Type is "u1" or "f2": vectors.Float16Vector = ByteString.CopyFrom(bytes); break;
            default:
                vectors.FloatVector = new FloatArray
                {
                    Data =
                    {
                        array.Type == "f8"
                            ? [.. MemoryMarshal.Cast<byte, double>(bytes).ToArray().Select(value => (float)value)]
                            : MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
                    },
                };
                break;
        }

        return vectors;
    }

    private static int Dimension(FieldSchema field) => (int)FieldColumns.NumberOf(field, "dim");

    /// <summary>Adds the elements of an array of numbers to the list that they travel in.</summary>
    private sealed class Numbers(ScalarField to, WireCase wire, byte[] bytes) : INumberVisitor<int>
    {
        int INumberVisitor<int>.VisitInteger<T>()
        {
            var values = MemoryMarshal.Cast<byte, T>(bytes);
            foreach (var value in values)
            {
                to.Add(wire, long.CreateTruncating(value));
            }

            return values.Length;
        }

        int INumberVisitor<int>.VisitFloat<T>()
        {
            var values = MemoryMarshal.Cast<byte, T>(bytes);
            foreach (var value in values)
            {
                to.Add(wire, double.CreateTruncating(value));
            }

            return values.Length;
        }
    }
}
