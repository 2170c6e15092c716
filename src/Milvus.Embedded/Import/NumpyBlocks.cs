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
internal sealed class NumpyBlocks(CollectionEntry collection, HybridClock clock, ImportProgress progress, CancellationToken token)
{
    public IEnumerable<RequestRows> Read(IReadOnlyList<string> files)
    {
        var arrays = new Dictionary<FieldSchema, NumpyFile>();
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var field = collection.Fields.FirstOrDefault(candidate => candidate.Name == name && !candidate.IsFunctionOutput)
                ?? throw new ImportFailure($"the file '{file}' has no corresponding field in collection");
            if (field.IsPrimaryKey && field.AutoID && !ImportKeys.AcceptsKeys(collection))
            {
                throw new ImportFailure($"the primary key '{name}' is auto-generated, no need to provide");
            }

            var array = NumpyFile.Read(file);
            Check(field, array);
            if (!arrays.TryAdd(field, array))
            {
                throw new ImportFailure($"there are two files for the field '{name}'");
            }

            progress.Finish(new FileInfo(file).Length);
        }

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

        for (var row = 0; row < first.Rows; row += RowBlocks.FullBlock)
        {
            token.ThrowIfCancellationRequested();
            var count = Math.Min(RowBlocks.FullBlock, first.Rows - row);
            var at = row;
            yield return RequestRows.ForInsert(
                collection,
                [.. arrays.Select(pair => Values(pair.Key, pair.Value, at, count))],
                (uint)count,
                clock);
        }
    }

    private static void Check(FieldSchema field, NumpyFile array)
    {
        if (field.DataType.IsVector())
        {
            var (types, width) = field.DataType switch
            {
                DataType.FloatVector => (new[] { "f4", "f8" }, Dimension(field)),
                // Either bytes, two for each dimension, or numbers.
                DataType.Float16Vector or DataType.Bfloat16Vector when array.Type == "u1" => (["u1"], Dimension(field) * 2),
                DataType.Float16Vector => (["f2", "f4", "f8"], Dimension(field)),
                DataType.Bfloat16Vector => (["f4", "f8"], Dimension(field)),
                DataType.BinaryVector => (["u1"], Dimension(field) / 8),
                DataType.Int8Vector => (["i1"], Dimension(field)),
                _ => ([], 0),
            };
            if (!types.Contains(array.Type))
            {
                throw new ImportFailure(
                    $"illegal data type {array.TypeName} of numpy file for {field.DataType.Text()} field '{field.Name}'");
            }

            if (array.Shape.Length != 2 || array.RowElements != width)
            {
                throw new ImportFailure(
                    $"illegal dimension {(array.Shape.Length == 2 ? array.RowElements : array.Shape.Length)} of numpy file for "
                        + $"{Kind(field.DataType)} vector field '{field.Name}', dimension should be {width}");
            }

            return;
        }

        var wanted = field.DataType switch
        {
            DataType.Bool => "b1",
            DataType.Int8 => "i1",
            DataType.Int16 => "i2",
            DataType.Int32 => "i4",
            DataType.Int64 => "i8",
            DataType.Float => "f4",
            DataType.Double => "f8",
            _ => null,
        };
        if (wanted is null
                ? array.TypeName != "VarChar" || field.DataType is not (DataType.VarChar or DataType.Text or DataType.Json)
                : array.Type != wanted)
        {
            throw new ImportFailure(
                $"illegal data type {array.TypeName} of numpy file for scalar field '{field.Name}' with type {field.DataType.Text()}");
        }

        if (array.Shape.Length != 1)
        {
            throw new ImportFailure($"illegal numpy shape {array.Shape.Length} for {field.DataType.Text()} field '{field.Name}'");
        }
    }

    private static FieldData Values(FieldSchema field, NumpyFile array, int first, int rows)
    {
        var data = new FieldData { FieldName = field.Name, Type = field.DataType, IsDynamic = field.IsDynamic };
        var bytes = array.Elements(first, rows);
        var texts = array.TypeName == "VarChar" ? Enumerable.Range(first, rows).Select(array.Text) : [];
        switch (field.DataType)
        {
            case DataType.Bool:
                data.Scalars = new ScalarField { BoolData = new BoolArray { Data = { bytes.ToArray().Select(value => value != 0) } } };
                break;
            case DataType.Int8:
                data.Scalars = Integers(bytes.ToArray().Select(value => (int)(sbyte)value));
                break;
            case DataType.Int16:
                data.Scalars = Integers(MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(value => (int)value));
                break;
            case DataType.Int32:
                data.Scalars = Integers(MemoryMarshal.Cast<byte, int>(bytes).ToArray());
                break;
            case DataType.Int64:
                data.Scalars = new ScalarField { LongData = new LongArray { Data = { MemoryMarshal.Cast<byte, long>(bytes).ToArray() } } };
                break;
            case DataType.Float:
                data.Scalars = new ScalarField
                {
                    FloatData = new FloatArray { Data = { MemoryMarshal.Cast<byte, float>(bytes).ToArray() } },
                };
                break;
            case DataType.Double:
                data.Scalars = new ScalarField
                {
                    DoubleData = new DoubleArray { Data = { MemoryMarshal.Cast<byte, double>(bytes).ToArray() } },
                };
                break;
            case DataType.Json:
                data.Scalars = new ScalarField { JsonData = new JSONArray { Data = { texts.Select(ByteString.CopyFromUtf8) } } };
                break;
            case DataType.VarChar or DataType.Text:
                data.Scalars = new ScalarField { StringData = new StringArray { Data = { texts } } };
                break;
            default:
                data.Vectors = Vectors(field, array, bytes);
                break;
        }

        return data;
    }

    private static ScalarField Integers(IEnumerable<int> values) => new() { IntData = new IntArray { Data = { values } } };

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

    private static string Kind(DataType type) => type switch
    {
        DataType.FloatVector => "float",
        DataType.BinaryVector => "binary",
        _ => type.Text().Replace("Vector", "", StringComparison.Ordinal).ToLowerInvariant(),
    };
}
