using Milvus.Client.Digests;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Schemas;
using Milvus.Files;

namespace Milvus.Backups;

/// <summary>Reads the rows of a Parquet file of a backup in batches.</summary>
/// <param name="path">The file.</param>
/// <param name="schema">The collection.</param>
/// <param name="upsert">Whether the batches are for upserts.</param>
internal sealed class PartReader(string path, Collection schema, bool upsert = false)
{
    private const int BatchRows = 10_000;
    private const long BatchBytes = 16 * 1024 * 1024;

    private readonly RowFileOptions _options = new(RowFileFormat.Parquet.Name, null, null, new ColumnMap(null), upsert);

    // Files of a backup have the keys that a server generated, also where it does not accept them from others.
    private readonly Collection _withKeys = AcceptKeys(schema);

    // JSON null can be missing in an answer, and is then missing in the file.
    private readonly HashSet<string> _json =
    [
        .. schema
            .Field.Where(field => field is { Type: DataType.Json, Nullable: false, DefaultValue: null }).Select(field => field.Name),
    ];

    /// <summary>The batches, one after the other in the same object.</summary>
    /// <param name="without">A field that is left out; null for none.</param>
    /// <param name="token">Cancels the read.</param>
    /// <exception cref="MilvusException">The file cannot be read, or a row does not fit the schema.</exception>
    internal IEnumerable<RowBatch> Read(string? without, CancellationToken token)
    {
        using var reader = new EntityFileReader(path, _options, _withKeys);
        var batch = new RowBatch(schema, upsert);
        foreach (var row in reader.Read(token))
        {
            batch.Add([.. row.Read().Where(pair => pair.Key != without).Select(Restore)]);
            if (batch.Count >= BatchRows || batch.ByteSize >= BatchBytes)
            {
                yield return batch;
                batch.Clear();
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>The digests of all keys and all rows.</summary>
    /// <exception cref="MilvusException">The file cannot be read, or a row does not fit the schema.</exception>
    internal (RowDigest Keys, RowDigest Rows) Digest(CancellationToken token)
    {
        var (keys, rows) = (new RowDigester(schema, keysOnly: true), new RowDigester(schema));
        var (keyDigest, rowDigest) = (RowDigest.Empty, RowDigest.Empty);
        foreach (var batch in Read(null, token))
        {
            keyDigest += keys.Digest(batch);
            rowDigest += rows.Digest(batch);
        }

        return (keyDigest, rowDigest);
    }

    private static Collection AcceptKeys(Collection schema)
    {
        if (ServerKeys.AcceptsKeys(schema))
        {
            return schema;
        }

        var copy = CollectionDocument.From(new CollectionBlueprint(schema, [], [])).ToBlueprint().Collection;
        copy.Property[ServerKeys.Property] = "true";
        return copy;
    }

    private KeyValuePair<string, object?> Restore(KeyValuePair<string, object?> pair) =>
        pair.Value is null && _json.Contains(pair.Key) ? new(pair.Key, "null") : pair;
}
