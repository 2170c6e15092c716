using System.Globalization;

namespace Milvus.Embedded.Storage;

/// <summary>What an open file lacks to the present format. It is read as if it had that, and gets it with the first write.</summary>
/// <param name="format">The present format.</param>
/// <param name="number">The format of the file.</param>
internal sealed class FormatUpgrade(FileFormat format, int number)
{
    /// <summary>Whether the file still has an earlier format.</summary>
    public bool IsPending { get; private set; } = number < format.Number;

    /// <summary>Lets the file be read as one of the present format; nothing in it changes.</summary>
    public void Show(Sql sql)
    {
        var view = new FormatView(sql);
        foreach (var step in format.StepsFrom(number))
        {
            step.Show(view);
        }

        view.Complete();
    }

    /// <summary>Takes all steps inside the transaction of a write, before what that writes.</summary>
    public void Run(Sql sql)
    {
        if (!IsPending)
        {
            return;
        }

        FormatView.Remove(sql);
        foreach (var step in format.StepsFrom(number))
        {
            step.Write(sql);
        }

        sql.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={format.Number}"));
    }

    /// <summary>Notes that the transaction was committed. Until then the file has its earlier format.</summary>
    public void Complete() => IsPending = false;
}
