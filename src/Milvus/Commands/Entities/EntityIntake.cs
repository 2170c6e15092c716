using System.Globalization;
using System.Management.Automation;
using Milvus.Values;

namespace Milvus;

/// <summary>Takes the rows of a pipeline: one that does not fit is an error of its own, and the others go on.</summary>
internal sealed class EntityIntake(EntitySender sender, Action send, Action<ErrorRecord> refuse)
{
    private int number;

    internal void Take(PSObject item) => Take(
        () => PipedHit.Pairs(item, sender.NeedsKeys ? sender.Schema.PrimaryKey?.Name : null),
        string.Create(CultureInfo.InvariantCulture, $"Row {number++}"),
        item);

    /// <summary>Takes a row that comes from some place, for example a line of a file.</summary>
    internal void Take(Func<IEnumerable<KeyValuePair<string, object?>>> read, string place, object target)
    {
        try
        {
            var row = read();
            if (!sender.TryAdd(row))
            {
                send();
                sender.TryAdd(row);
            }
        }
        catch (MilvusException failure)
        {
            refuse(ErrorRecords.From(EntityFailure.At(failure, place), target));
        }

        if (sender.IsFull)
        {
            send();
        }
    }
}
