using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>The rows of a copy: they are copied and verified.</summary>
internal sealed class CollectionRows
{
    private readonly CopyRequest _request;
    private readonly TransferSide _source;
    private readonly TransferSide _target;
    private readonly IReadOnlyList<string?> _partitions;
    private readonly TransferLedger _ledger;
    private readonly TransferTally _tally;
    private readonly PageWriter _writer;
    private readonly bool _newKeys;

    private CollectionRows(
        CopyRequest request,
        TransferSide source,
        TransferSide target,
        IReadOnlyList<string?> partitions,
        TransferLedger ledger,
        TransferTally tally)
    {
        (_request, _source, _target, _partitions, _ledger, _tally) = (request, source, target, partitions, ledger, tally);
        _newKeys = CopyPlanning.MakesKeys(request, target.Schema);
        _writer = new PageWriter(
            target,
            target
                .Schema.Field.Where(field => field.IsFunctionOutput || (field.PrimaryKey && _newKeys))
                .Select(field => field.Name)
                .ToHashSet(StringComparer.Ordinal));
    }

    internal static async Task<CollectionRows> OpenAsync(
        CopyRequest request,
        PreparedCopy prepared,
        TransferLedger ledger,
        TransferTally tally,
        CancellationToken token)
    {
        var made = await request.Target.DescribeCollectionAsync(request.To, request.FillName, token).ConfigureAwait(false);
        return new CollectionRows(
            request,
            new TransferSide(request.Source, request.From, prepared.Blueprint.Collection, request.BatchSize, prepared.Filter),
            new TransferSide(request.Target, request.To, made, request.BatchSize),
            prepared.Partitions,
            ledger,
            tally);
    }

    /// <summary>Copies all rows that are not copied yet.</summary>
    /// <param name="load">Makes the target readable, if rows of an earlier run must be found in it.</param>
    /// <param name="token">Stops the copy.</param>
    internal async Task CopyAsync(Func<Task> load, CancellationToken token)
    {
        var units = _ledger.Units.Select(unit => new TransferUnit(unit)).ToList();
        if (units.Exists(unit => unit.MustClear) || (_newKeys && units.Exists(unit => unit.State < UnitState.Acknowledged)))
        {
            await load().ConfigureAwait(false);
            await _target.BeginAsync(token).ConfigureAwait(false);
        }

        if (_newKeys)
        {
            await DeleteUnacknowledgedAsync(units, token).ConfigureAwait(false);
        }

        await _source.BeginAsync(token).ConfigureAwait(false);
        var planning = new UnitPlanning(_source, _ledger, _partitions);
        await new UnitCopy(_source, _target, _writer, _ledger, _tally)
            .RunAsync(planning.PlanAsync(token), _request.Parallel, token)
            .ConfigureAwait(false);
    }

    /// <summary>Verifies the rows as asked for.</summary>
    /// <returns>The numbers of counted and of compared rows.</returns>
    /// <exception cref="MilvusException">Rows differ.</exception>
    internal async Task<(long? Counted, long? Compared)> VerifyAsync(CancellationToken token)
    {
        if (_request.Verify == TransferVerification.None)
        {
            return (null, null);
        }

        // One count is enough: it is of the snapshot that was copied, or at most some rows older.
        var rows = _tally.Total ?? await _source.CountAsync(_partitions, token).ConfigureAwait(false);
        if (_newKeys)
        {
            var keyless = new NewKeyCheck(_source, _target, _partitions, rows);
            await FailedVerification
                .RunAsync(_ledger, string.Empty, _request.Verify, () => keyless.RunAsync(_request.Verify, token))
                .ConfigureAwait(false);
            return (keyless.Counted, keyless.Compared);
        }

        var check = new TransferCheck(_source, _target, _partitions, rows, _ledger, _tally);
        await FailedVerification
            .RunAsync(
                _ledger, string.Empty, _request.Verify, () => check.RunAsync(_request.Verify, Math.Min(_request.Parallel, 2), token))
            .ConfigureAwait(false);
        return (check.Counted, check.Compared);
    }

    // The target was made by this copy, so every row whose key was not acknowledged belongs to a unit that was interrupted.
    private async Task DeleteUnacknowledgedAsync(IReadOnlyList<TransferUnit> units, CancellationToken token)
    {
        if (units.All(unit => unit.State >= UnitState.Acknowledged))
        {
            return;
        }

        var stored = new KeyRuns();
        foreach (var unit in units.Where(unit => unit.State >= UnitState.Acknowledged))
        {
            stored.Add(unit.Facts.GetText("stored"));
        }

        foreach (var partition in _partitions)
        {
            await foreach (
                var page in _target.ReadAsync(new TransferRange(partition, null, null), keysOnly: true, token).ConfigureAwait(false))
            {
                var left = page.OwnKeys.Where(key => key is not long number || !stored.Contains(number));
                await _writer.DeleteAsync([.. left], partition, token).ConfigureAwait(false);
            }
        }
    }
}
