using Milvus.Core.Types;
using Milvus.Formats.Arrow;
using Milvus.Formats.Columns;
using Milvus.Formats.Numpy;
using Milvus.Formats.Parquet;
using Milvus.Formats.Vecs;

namespace Milvus.Files;

/// <summary>Opens files whose columns have types: Parquet, Arrow, NumPy and the vectors of the TEXMEX sets.</summary>
internal static class TypedRowFiles
{
    /// <summary>The name of a column that has none in its file.</summary>
    internal const string UnnamedColumn = "vector";

    /// <summary>Opens the columns. The rows of files with vectors only get their positions as keys, unless the server makes keys.</summary>
    /// <param name="source">The file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="map">The fields of the columns.</param>
    /// <param name="first">The number of rows before this file, for keys by position.</param>
    internal static IColumnFile Open(RowFileSource source, string file, Collection schema, ColumnMap map, long first)
    {
        var columns = OpenColumns(source, file, schema, map);
        var isNumbered = source.Format.IsUnnamed || source.Format == RowFileFormat.Npz;
        return isNumbered && schema.PrimaryKey is { AutoId: false } key
            && !columns.Names.Any(column => map.FindField(column) == key.Name)
                ? new NumberedColumns(columns, key.Name, FieldTypes.Of(key.Type).IsText, first)
                : columns;
    }

    private static IColumnFile OpenColumns(RowFileSource source, string file, Collection schema, ColumnMap map)
    {
        var content = source.OpenContent();
        if (source.Format == RowFileFormat.Parquet)
        {
            return new ParquetColumns(content);
        }

        if (source.Format == RowFileFormat.Arrow)
        {
            return new ArrowFile(content);
        }

        if (source.Format == RowFileFormat.Npz)
        {
            return NumpyColumns.OpenArchive(content);
        }

        var name = ChooseName(source.Format, file, schema, map);
        var field = schema.Field.FirstOrDefault(one => one.Name == map.FindField(name));
        return source.Format == RowFileFormat.Npy ? NumpyColumns.OpenOne(content, name)
            : source.Format == RowFileFormat.Fvecs ? new VecsFile(content, VecsType.Floats, name)
            : source.Format == RowFileFormat.Ivecs ? new VecsFile(content, VecsType.Integers, name)
            : new VecsFile(content, field?.Type == DataType.BinaryVector ? VecsType.Bytes : VecsType.SmallNumbers, name);
    }

    /// <summary>
    /// The name of the only column: that of a .npy file if it is a field, as for imports on the server; otherwise 'vector', or the only
    /// vector field.
    /// </summary>
    private static string ChooseName(RowFileFormat format, string file, Collection schema, ColumnMap map)
    {
        var bare = Path.GetFileName(file).Split('.')[0];
        if (map.Contains(UnnamedColumn))
        {
            return UnnamedColumn;
        }

        if (format == RowFileFormat.Npy && (map.Contains(bare) || schema.Field.Any(field => field.Name == bare)))
        {
            return bare;
        }

        if (!map.IsEmpty)
        {
            var field = map.Fields.FirstOrDefault() ?? "field";
            throw FileColumns.CreateRefused(
                $"-Map names {string.Join(", ", map.Columns)}, but the only column of a {format.Endings[0]} file is called {UnnamedColumn}",
                $"Use -Map @{{ {UnnamedColumn} = '{field}' }}.");
        }

        var vectors = schema.Field.Where(field => !field.IsFunctionOutput && CanFill(format, field)).Select(field => field.Name).ToList();
        return vectors.Count == 1
            ? vectors[0]
            : throw FileColumns.CreateRefused(
                $"the column of a {format.Endings[0]} file has no name, and {schema.Name} has {vectors.Count} fields that it could fill"
                    + (vectors.Count == 0 ? string.Empty : $": {string.Join(", ", vectors)}"),
                $"Use -Map @{{ {UnnamedColumn} = 'field' }}.");
    }

    private static bool CanFill(RowFileFormat format, Field field) => format == RowFileFormat.Ivecs
        ? field.Type == DataType.Array && FieldTypes.Of(field.ElementType).Family == FieldFamily.Integer
        : FieldTypes.Of(field.Type) is { IsVector: true, Family: not FieldFamily.SparseVector };
}
