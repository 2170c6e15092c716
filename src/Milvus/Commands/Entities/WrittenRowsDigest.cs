using Milvus.Client.Digests;
using Milvus.Core.Marshalling.Rows;
using Milvus.Files;
using Milvus.Values;

namespace Milvus.Commands.Entities;

/// <summary>The digest of the rows of a file that was written.</summary>
/// <param name="target">The file.</param>
/// <param name="schema">The collection.</param>
/// <param name="columns">The fields of the file, and $meta.</param>
/// <param name="keysOnly">Whether only the keys count.</param>
internal sealed class WrittenRowsDigest(RowFileTarget target, Collection schema, IReadOnlyList<string> columns, bool keysOnly)
{
    private const int RowsAtATime = 1000;

    private readonly RowDigester _digester = new(schema, keysOnly, columns.Contains(schema.PrimaryKey!.Name));
    private readonly Collection _fields = new()
    {
        Name = schema.Name,
        Field = [.. schema.Field.Where(field => columns.Contains(field.Name))],
        EnableDynamicField = columns.Contains(RowBatch.DynamicField),
    };

    private RowDigest _written = RowDigest.Empty;

    /// <summary>The digest of the rows that were added, for a ledger.</summary>
    internal string Text => _written.ToString();

    /// <summary>Continues from the digest of a ledger.</summary>
    internal void Continue(string text) => _written = text.Length == 0 ? RowDigest.Empty : RowDigest.Parse(text);

    /// <summary>Whether a file has the rows that were added, after those of another file.</summary>
    internal bool Matches(string file, string? old, CancellationToken token) =>
        Read(file, token) == (old is null ? _written : _written + Read(old, token));

    /// <summary>Adds rows that the server returned; only the fields of the file count.</summary>
    internal void Add(RowPage page)
    {
        var rows = new RowBatch(_fields, forUpsert: true, EntityReader.Unwrap);
        for (var i = 0; i < page.Count; i++)
        {
            rows.Add(page.GetRow(i, storedOnly: true)
                .Where(pair => _fields.EnableDynamicField || columns.Contains(pair.Key))
                .Where(IsStored));
        }

        _written += _digester.Digest(rows);
    }

    private RowDigest Read(string file, CancellationToken token)
    {
        var options = new RowFileOptions(
            target.Format.Name, target.Encoding, target.Delimiter, new ColumnMap(null), Upsert: true, target.EscapeFormula);
        using var reader = new EntityFileReader(file, options, _fields);
        var (digest, rows) = (RowDigest.Empty, new RowBatch(_fields, forUpsert: true, EntityReader.Unwrap));
        foreach (var row in reader.Read(token))
        {
            rows.Add(row.Read());
            if (rows.Count == RowsAtATime)
            {
                digest += _digester.Digest(rows);
                rows.Clear();
            }
        }

        return rows.Count == 0 ? digest : digest + _digester.Digest(rows);
    }

    // Computed fields, and keys that the file does not have.
    private bool IsStored(KeyValuePair<string, object?> pair) =>
        _fields.Field.Any(field => field.Name == pair.Key) || schema.Field.All(field => field.Name != pair.Key);
}
