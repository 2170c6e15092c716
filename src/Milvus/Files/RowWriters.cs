using System.Text;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Types;
using Milvus.Formats.Arrow;
using Milvus.Formats.Parquet;
using Milvus.Formats.Vecs;
using Milvus.Formats.Writing;

namespace Milvus.Files;

/// <summary>Creates the writer of a format.</summary>
internal static class RowWriters
{
    /// <param name="stream">The incomplete file.</param>
    /// <param name="target">The file.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="columns">The fields, and $meta for the dynamic keys.</param>
    /// <param name="rows">The number of rows that the incomplete file has; null if it is empty.</param>
    /// <exception cref="MilvusException">The format has no place for a field.</exception>
    internal static RowWriter Create(Stream stream, RowFileTarget target, Collection schema, IReadOnlyList<string> columns, long? rows)
    {
        var format = target.Format;
        if (format.IsText)
        {
            var text = new TextLines(stream, target.IsZipped, ChooseEncoding(target.Encoding));
            return format.IsJson
                ? new JsonRowWriter(text, schema, format == RowFileFormat.Json, rows ?? 0)
                : new CsvRowWriter(text, schema, columns, target.Delimiter ?? format.Separator, target.EscapeFormula, rows is not null);
        }

        if (format == RowFileFormat.Parquet)
        {
            return new ParquetRowWriter(stream, schema, columns, rows is not null);
        }

        if (format == RowFileFormat.Arrow)
        {
            return new ArrowRowWriter(stream, schema, columns);
        }

        var fields = FindFields(schema, columns);
        return IsNumpy(format)
            ? new NumpyRowWriter(stream, fields, format == RowFileFormat.Npz, () => LocalFiles.CreateScratch(target.Draft))
            : new VecsRowWriter(stream, target.IsZipped, TypeOf(format), fields[0].Name);
    }

    /// <summary>Refuses fields that the format cannot have, before a file is created.</summary>
    /// <exception cref="MilvusException">The format has no place for a field.</exception>
    internal static void Check(RowFileFormat format, Collection schema, IReadOnlyList<string> columns)
    {
        if (IsNumpy(format))
        {
            NumpyRowWriter.Check(FindFields(schema, columns));
        }
    }

    private static bool IsNumpy(RowFileFormat format) => format == RowFileFormat.Npy || format == RowFileFormat.Npz;

    private static Field[] FindFields(Collection schema, IReadOnlyList<string> columns) =>
    [
        .. columns.Where(name => name != RowBatch.DynamicField).Select(name => schema.Field.First(field => field.Name == name)),
    ];

    // UTF-8 has no byte order mark, as in PowerShell.
    private static Encoding ChooseEncoding(Encoding? encoding) =>
        encoding is null || encoding.CodePage == Encoding.UTF8.CodePage
            ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            : encoding;

    /// <summary>The only field of a format with one column: the requested one, or the only vector.</summary>
    /// <exception cref="MilvusException">Several fields, or none, are possible.</exception>
    internal static string ChooseField(RowFileFormat format, Collection schema, IReadOnlyList<string>? outputFields)
    {
        var possible = schema.Field
            .Where(field => outputFields?.Contains(field.Name)
                ?? (format == RowFileFormat.Ivecs || FieldTypes.Of(field.Type) is { IsVector: true }))
            .Where(field => format == RowFileFormat.Npy || Fits(format, field))
            .Select(field => field.Name)
            .ToList();
        return possible.Count == 1 ? possible[0] : throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"A {format.Endings[0]} file has one field, and "
                + (possible.Count == 0
                    ? $"no {(outputFields is null ? "field" : "field of -OutputField")} of {schema.Name} fits it: it takes "
                        + $"{Describe(format)}."
                    : $"{string.Join(", ", possible)} are possible."))
        {
            RecommendedAction = "Name the field with -OutputField, or write another format.",
        };
    }

    private static string Describe(RowFileFormat format) =>
        format == RowFileFormat.Ivecs ? "an ARRAY of integers"
        : format == RowFileFormat.Bvecs ? "a BINARY_VECTOR or an INT8_VECTOR"
        : format == RowFileFormat.Fvecs ? "a vector of floats"
        : "a vector, or any field that -OutputField names";

    private static bool Fits(RowFileFormat format, Field field)
    {
        var type = FieldTypes.Of(field.Type);
        return format == RowFileFormat.Fvecs ? type.Family == FieldFamily.FloatVector
            : format == RowFileFormat.Bvecs ? type.Family is FieldFamily.BitVector or FieldFamily.IntegerVector
            : field.Type == DataType.Array && FieldTypes.Of(field.ElementType).Family == FieldFamily.Integer;
    }

    private static VecsType TypeOf(RowFileFormat format) =>
        format == RowFileFormat.Fvecs ? VecsType.Floats : format == RowFileFormat.Bvecs ? VecsType.Bytes : VecsType.Integers;
}
