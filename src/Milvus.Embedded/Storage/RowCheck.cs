namespace Milvus.Embedded.Storage;

/// <summary>Compares the blobs of rows and deletes with their checksums, which an opening does not read.</summary>
internal static class RowCheck
{
    private const string OfSnapshots = "rows of a snapshot";

    /// <summary>Reads all rows, deletes and snapshots of a database. Graphs are not read: damaged ones are built again.</summary>
    /// <exception cref="InvalidDataException">Rows are damaged or missing. The message names their collection and field.</exception>
    public static void Run(Store store, CancellationToken token)
    {
        foreach (var database in store.Read(sql => sql.ReadCatalog(TimeProvider.System)))
        {
            foreach (var collection in database.Collections.Values)
            {
                new RowReplay(store, collection, token).Run(
                    (_, _, _) => { },
                    (_, _, blobOf) =>
                    {
                        foreach (var field in collection.Fields)
                        {
                            Check(blobOf(field).Span, $"rows of field {field.Name} of collection {collection.Name}");
                        }
                    });
            }
        }

        store.Read(sql =>
        {
            // Batches that only a snapshot has, and the deletes of snapshots.
            sql.Query("SELECT data FROM chunks WHERE collection_id < 0", [], row => Check(row.GetFieldValue<byte[]>(0), OfSnapshots));
            sql.Query(
                "SELECT data FROM deletes WHERE collection_id NOT IN (SELECT id FROM collections)",
                [],
                row => Check(row.GetFieldValue<byte[]>(0), OfSnapshots));
            return true;
        });
    }

    private static void Check(ReadOnlySpan<byte> blob, string what)
    {
        if (!Blob.IsWhole(blob))
        {
            throw new InvalidDataException($"the checksum of {what} does not fit.");
        }
    }
}
