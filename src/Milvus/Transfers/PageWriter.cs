using Milvus.Client.Filters;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>
/// Writes pages of one collection to another: whole columns if possible, otherwise row by row. Rows that may already be stored are
/// replaced, so that none is there twice.
/// </summary>
/// <param name="target">The collection that is written.</param>
/// <param name="left">The fields that are left out: those that functions compute, and keys that the server makes.</param>
internal sealed class PageWriter(TransferSide target, IReadOnlySet<string> left)
{
    private readonly HashSet<string> _json =
    [
        .. target
            .Schema.Field.Where(field => field is { Type: DataType.Json, Nullable: false, DefaultValue: null })
            .Select(field => field.Name),
    ];

    /// <summary>Whether rows have the keys of the source, so that they can be found again.</summary>
    private bool KeepsKeys => !left.Contains(target.Key.Name);

    /// <summary>Writes a page.</summary>
    /// <param name="page">The rows.</param>
    /// <param name="partition">The partition; null for the default one, or that of the partition key.</param>
    /// <param name="replace">Whether some of the rows may already be stored.</param>
    /// <param name="token">Cancels the call.</param>
    internal async Task<MutationResult> WriteAsync(RowPage page, string? partition, bool replace, CancellationToken token)
    {
        try
        {
            return await SendAsync(page, partition, replace && KeepsKeys, token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.OutcomeUnknown && !replace && KeepsKeys)
        {
            target.Call.Verbose.Enqueue(
                $"It is unknown whether {Counts.ToText(page.Count, "row")} for {target.Schema.Name} got stored; "
                    + $"the page is written again: {failure.Message}");
            return await SendAsync(page, partition, replace: true, token).ConfigureAwait(false);
        }
    }

    private async Task<MutationResult> SendAsync(RowPage page, string? partition, bool replace, CancellationToken token)
    {
        if (replace && target.Key.AutoId)
        {
            // An upsert would give the rows new keys.
            await DeleteAsync([.. page.OwnKeys], partition, token).ConfigureAwait(false);
            replace = false;
        }

        return await WriteColumnsAsync(page, partition, replace, token).ConfigureAwait(false)
            ?? await WriteRowsAsync(page, partition, replace, token).ConfigureAwait(false);
    }

    private async Task<MutationResult?> WriteColumnsAsync(RowPage page, string? partition, bool replace, CancellationToken token)
    {
        try
        {
            return await target.Client
                .WriteColumnsAsync(target.Call, target.Schema, partition, page, left, replace, token)
                .ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.IsInputError || failure.ErrorId == MilvusErrorId.InvalidArgument)
        {
            if (FindNonFinite(page) is not { } found)
            {
                throw;
            }

            throw failure.With(
                $"The row with the key {DifferenceText.List([found.Key])} has NaN or infinity in '{found.Field}', which "
                    + $"{target.Schema.Name} refuses: {failure.Message}",
                action: $"Correct this row, or leave it out with -Filter \"{target.Key.Name} != "
                    + $"{FilterLiteral.Write(found.Key, target.Key.Name)}\".");
        }
    }

    // Milvus 2.3 stores such numbers in fields other than vectors, and Milvus Lite also in vectors.
    private static (object Key, string Field)? FindNonFinite(RowPage page)
    {
        for (var row = 0; row < page.Count; row++)
        {
            foreach (var (name, value) in page.GetRow(row))
            {
                if (Numbers.HasNonFinite(value))
                {
                    return (page.GetKey(row), name);
                }
            }
        }

        return null;
    }

    internal async Task DeleteAsync(IReadOnlyList<object> keys, string? partition, CancellationToken token)
    {
        if (keys.Count > 0)
        {
            var options = new RowWrite { Partition = partition };
            await target.Client.DeleteAsync(target.Call, target.Schema.Name, options, keys, null, null, token).ConfigureAwait(false);
        }
    }

    private Task<MutationResult> WriteRowsAsync(RowPage page, string? partition, bool replace, CancellationToken token)
    {
        var batch = new RowBatch(target.Schema, replace);
        for (var row = 0; row < page.Count; row++)
        {
            batch.Add([.. page.GetRow(row).Where(pair => !left.Contains(pair.Key)).Select(Convert)]);
        }

        return target.Client.InsertAsync(target.Call, target.Schema.Name, new RowWrite { Partition = partition }, batch, token);
    }

    // JSON null can be missing in an answer.
    private KeyValuePair<string, object?> Convert(KeyValuePair<string, object?> pair) =>
        pair.Value is null && _json.Contains(pair.Key) ? new(pair.Key, "null") : pair;
}
