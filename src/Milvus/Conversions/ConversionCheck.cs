using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Objects;
using Milvus.Transfers;

namespace Milvus.Conversions;

/// <summary>Verifies that the new collection has the rows that were made for it.</summary>
internal sealed class ConversionCheck(MilvusClient client, CallContext call, Collection target, ConversionFill fill)
{
    /// <summary>The number of rows that the server counted; null if it was not asked.</summary>
    internal long? Counted { get; private set; }

    /// <summary>The number of rows that were compared; null if none were.</summary>
    internal long? Compared { get; private set; }

    /// <exception cref="MilvusException">Rows are missing, doubled or changed: the aliases must not move.</exception>
    internal async Task RunAsync(TransferVerification level, CancellationToken token)
    {
        if (level == TransferVerification.None)
        {
            return;
        }

        Counted = await client.CountAllAsync(call, target.Name, token).ConfigureAwait(false);
        if (Counted != fill.Rows)
        {
            await CompareKeysAsync(token).ConfigureAwait(false);
            throw CreateError(
                $"it has {RowCounts.ToText(Counted)}, but {Counts.ToText(fill.Rows, "row was", "rows were")} made for it");
        }

        if (level == TransferVerification.Count)
        {
            return;
        }

        var digester = new RowDigester(target, withKey: target.PrimaryKey is not { AutoId: true });
        var digest = await new TransferRange(null, null, null)
            .DigestAsync(client, call, target, digester, keysOnly: false, token)
            .ConfigureAwait(false);
        Compared = digest.Rows;
        if (digest != fill.Made)
        {
            await CompareKeysAsync(token).ConfigureAwait(false);
            throw CreateError("its values are not those that were made for it");
        }
    }

    // Keys that differ say which rows they are.
    private async Task CompareKeysAsync(CancellationToken token)
    {
        if (target.PrimaryKey is { AutoId: true })
        {
            return;
        }

        var missing = fill.Keys.ToHashSet();
        var differences = new List<RowDifference>();
        await foreach (
            var page in new TransferRange(null, null, null).ReadAsync(client, call, target, keysOnly: true, token).ConfigureAwait(false))
        {
            var unexpected = page.OwnKeys.Where(key => !missing.Remove(key));
            differences.AddRange(unexpected.Select(key => new RowDifference(DifferenceKind.Unexpected, key, null)));
        }

        differences.AddRange(missing.Select(key => new RowDifference(DifferenceKind.Missing, key, null)));
        if (differences.Count > 0)
        {
            throw DifferenceText.CreateError("the rows that were made for it", target.Name, differences, Advice);
        }
    }

    private string Advice =>
        $"The aliases were not moved. Another client has written to {target.Name}, or the server has lost rows: stop the other client, "
            + "and repeat the command with -Force, which begins again.";

    private MilvusException CreateError(string reason) => new(
        MilvusErrorId.TransferMismatch, $"The new collection {target.Name} is not right, so the aliases were not moved: {reason}.")
    {
        RecommendedAction = Advice,
    };
}
