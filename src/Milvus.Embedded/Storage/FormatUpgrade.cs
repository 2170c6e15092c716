using System.Globalization;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The upgrade of an open file to the current format. Until its first write the file is read through views; the first write upgrades it.
/// </summary>
/// <param name="format">The current format.</param>
/// <param name="number">The format of the file.</param>
internal sealed class FormatUpgrade(FileFormat format, int number)
{
    /// <summary>Whether the file has an earlier format.</summary>
    public bool IsPending { get; private set; } = number < format.Number;

    /// <summary>Makes the file readable in the current format, without changing it.</summary>
    public void Show(Sql sql)
    {
        var view = new FormatView(sql);
        foreach (var step in format.StepsFrom(number))
        {
            step.Show(view);
        }

        view.Complete();
    }

    /// <summary>Runs all steps in the transaction of a write, before the write. Returns whether there were any.</summary>
    public bool Run(Sql sql)
    {
        if (!IsPending)
        {
            return false;
        }

        FormatView.Remove(sql);
        foreach (var step in format.StepsFrom(number))
        {
            step.Write(sql);
        }

        sql.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={format.Number}"));
        return true;
    }

    /// <summary>Records that the transaction was committed. Until then the file has its earlier format.</summary>
    public void Complete() => IsPending = false;
}
