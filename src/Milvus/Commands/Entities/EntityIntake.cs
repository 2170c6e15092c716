using System.Data;
using System.Globalization;
using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus.Commands.Entities;

/// <summary>Accepts the rows of a pipeline. A row that does not fit is an error; the others continue.</summary>
internal sealed class EntityIntake(EntitySender sender, Action send, Action<ErrorRecord> refuse)
{
    private readonly EntityNames _names = new(sender.Schema);
    private int _number;

    /// <summary>Called when a row is collected or refused, before the request that has it is sent.</summary>
    internal Action? Taken { get; init; }

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
    internal void Take(Func<IEnumerable<KeyValuePair<string, object?>>> read, string place, object target)
    {
        IEnumerable<KeyValuePair<string, object?>> row = [];
        var fits = true;
        if (Try(() => fits = sender.TryAdd(row = read()), place, target) && !fits)
        {
            send();
            Try(() => sender.TryAdd(row), place, target);
        }

        Taken?.Invoke();
        if (sender.IsFull)
        {
            send();
        }
    }

    private bool Try(Action convert, string place, object target)
    {
        try
        {
            convert();
            return true;
        }
        catch (MilvusException failure)
        {
            refuse(ErrorRecords.From(failure.With($"{place}: {failure.Message}"), target));
            return false;
        }
    }
}
