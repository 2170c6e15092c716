using System.Data;
using System.Globalization;
using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus.Commands.Entities;

/// <summary>Accepts the rows of a pipeline. A row that does not fit is an error; the others continue.</summary>
internal sealed class EntityIntake(EntitySender sender, Action send, Action<ErrorRecord> refuse)
{
    private EntityNames _names = new(sender.Schema);
    private MisspeltKeys _misspelt = new(sender.Schema);
    private int _number;
    private bool _isRefreshed;

    /// <summary>Gives rows the vectors of their texts before they are collected; null if they have their vectors.</summary>
    internal RowEmbedding? Embedding { get; init; }

    /// <summary>Receives the warning for a dynamic key that looks like a field, once for each name; null for rows of files.</summary>
    internal Action<string>? Warn { get; init; }

    /// <summary>Sees each row that was taken, and its place; null for rows of a pipeline.</summary>
    internal Action<IEnumerable<KeyValuePair<string, object?>>, string>? Look { get; init; }

    /// <summary>
    /// Gives the sender the current schema, and returns whether it has changed. Called once, when a row does not fit; null if the schema
    /// was just described.
    /// </summary>
    internal Func<bool>? Refresh { get; init; }

    /// <summary>The advice for a row without a field; null for none.</summary>
    internal Func<string, string?>? ExplainMissing { get; init; }

    /// <summary>Accepts a row, or all rows of a table.</summary>
    internal void Take(PSObject item)
    {
        if (item.BaseObject is not DataTable table)
        {
            Take(
                () => _names.ConvertRow(item, sender.NeedsKeys ? sender.Schema.PrimaryKey?.Name : null),
                string.Create(CultureInfo.InvariantCulture, $"Row {++_number}"),
                item);
            return;
        }

        foreach (DataRow row in table.Rows)
        {
            Take(PSObject.AsPSObject(row));
        }
    }

    /// <summary>Accepts a row with its place, for example a line of a file.</summary>
    /// <param name="read">Reads the row.</param>
    /// <param name="place">The place, for messages.</param>
    /// <param name="target">The target of its errors.</param>
    /// <param name="taken">Called when the row is collected or refused, before the request that has it is sent.</param>
    internal void Take(Func<IEnumerable<KeyValuePair<string, object?>>> read, string place, object target, Action? taken = null)
    {
        if (Embedding is null)
        {
            Collect(read, place, target, taken);
            return;
        }

        if (!Try(() => Embedding.Add(read(), place, target, taken), place, target))
        {
            taken?.Invoke();
        }
        else if (Embedding.IsFull)
        {
            CollectWaiting();
        }
    }

    /// <summary>Collects the rows that wait for their vectors.</summary>
    /// <exception cref="MilvusException">The embedder failed.</exception>
    internal void CollectWaiting()
    {
        foreach (var row in Embedding?.TakeAll() ?? [])
        {
            Collect(() => row.Pairs, row.Place, row.Target, row.Taken);
        }
    }

    /// <summary>The advice for a row whose text is not one; null for what such an error usually needs.</summary>
    internal string? RowAdvice { get; init; }

    private void Collect(Func<IEnumerable<KeyValuePair<string, object?>>> read, string place, object target, Action? taken)
    {
        IEnumerable<KeyValuePair<string, object?>> row = [];
        var fits = true;
        var isTaken = Try(
            () => fits = sender.TryAdd(row = read()),
            place,
            target,
            failure => _misspelt.Find(row, isOfFile: RowAdvice is not null) ?? Explain(failure, row));
        if (isTaken && !fits)
        {
            send();
            isTaken = Try(() => sender.TryAdd(row), place, target);
        }

        if (isTaken && Warn is not null)
        {
            _misspelt.WarnOnce(row, Warn);
        }

        if (isTaken)
        {
            Look?.Invoke(row, place);
        }

        taken?.Invoke();
        if (sender.IsFull)
        {
            send();
        }
    }

    private string? Explain(MilvusException failure, IEnumerable<KeyValuePair<string, object?>> row) =>
        failure.Field is { } field && row.All(pair => pair.Key != field) ? ExplainMissing?.Invoke(field) : null;

    private bool Try(Action convert, string place, object target, Func<MilvusException, string?>? advise = null)
    {
        try
        {
            convert();
            return true;
        }
        catch (MilvusException) when (Refresh is not null && !_isRefreshed)
        {
            _isRefreshed = true;
            if (Refresh())
            {
                (_names, _misspelt) = (new(sender.Schema), new(sender.Schema));
            }

            return Try(convert, place, target, advise);
        }
        catch (MilvusException failure)
        {
            var advice = failure.ErrorId == MilvusErrorId.SchemaMismatch ? advise?.Invoke(failure)
                : failure.ErrorId == MilvusErrorId.InvalidArgument ? failure.RecommendedAction ?? RowAdvice
                : null;
            refuse(ErrorRecords.From(failure.With($"{place}: {failure.Message}", action: advice), target));
            return false;
        }
    }
}
