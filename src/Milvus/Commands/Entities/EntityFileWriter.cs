using System.Text;
using Milvus.Client.Files;
using Milvus.Files;

namespace Milvus;

/// <summary>Writes rows to a file beside the one that is meant, which takes its place when all are written.</summary>
internal sealed class EntityFileWriter : IDisposable
{
    private readonly string path;
    private readonly string temporary;
    private readonly Collection schema;
    private readonly IReadOnlyList<string>? columns;
    private readonly StreamWriter writer;
    private readonly ParquetRowWriter? parquet;

    /// <exception cref="MilvusException">The folder cannot be written to.</exception>
    internal EntityFileWriter(string path, string format, Collection schema, IReadOnlyList<string>? outputFields)
    {
        this.path = path;
        this.schema = schema;
        temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            writer = new StreamWriter(new FileStream(temporary, FileMode.CreateNew), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong(failure);
        }

        if (format == EntityFile.Parquet)
        {
            parquet = new ParquetRowWriter(writer.BaseStream, schema, Columns(outputFields));
        }
        else if (format == EntityFile.Csv)
        {
            columns = Columns(outputFields);
            writer.WriteLine(CsvRows.Header(columns));
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        File.Delete(temporary);
    }

    internal void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        // What a function computes is no part of a row that is written again.
        var stored = row.Where(pair => !schema.Field.Any(field => field.Name == pair.Key && field.IsFunctionOutput));
        try
        {
            if (parquet is not null)
            {
                parquet.Write(stored);
                return;
            }

            writer.WriteLine(columns is null ? JsonRows.Line(schema, stored) : CsvRows.Line(columns, schema, stored));
        }
        catch (IOException failure)
        {
            throw Wrong(failure);
        }
    }

    /// <summary>Puts the file in its place.</summary>
    internal FileInfo Finish(bool overwrite)
    {
        try
        {
            parquet?.Finish();
            writer.Dispose();
            File.Move(temporary, path, overwrite);
            return new FileInfo(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong(failure);
        }
    }

    private List<string> Columns(IReadOnlyList<string>? outputFields)
    {
        var key = schema.PrimaryKey!.Name;
        var all = outputFields is null || outputFields.Contains("*");
        var names = schema.Field.Where(field => !field.IsFunctionOutput && (all || field.Name == key || outputFields!.Contains(field.Name))).Select(field => field.Name).ToList();
        if (schema.EnableDynamicField && (all || outputFields!.Any(name => schema.Field.All(field => field.Name != name))))
        {
            names.Add(RowBatch.DynamicField);
        }

        return names;
    }

    private MilvusException Wrong(Exception failure) =>
        new(MilvusErrorId.InvalidArgument, $"The file '{path}' cannot be written: {failure.Message}", failure);
}
