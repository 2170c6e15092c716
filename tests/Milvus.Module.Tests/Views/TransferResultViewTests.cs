using System.Xml.Linq;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Views;

/// <summary>The list view of transfers, which people read to see whether all rows arrived.</summary>
public sealed class TransferResultViewTests
{
    [Fact]
    public void TransferResult_list_view_has_every_number_of_rows()
    {
        var views = XDocument.Load(Path.Combine(Repository.Root, "src", "Milvus", "Views", "Milvus.Format.ps1xml"));
        var list = views.Descendants("View").Single(view => view.Element("Name")!.Value == "Milvus.TransferResult.List");

        var shown = list.Descendants("PropertyName").Select(name => name.Value);

        using var shell = new ModuleShell();
        var names = shell.Do("[Milvus.TransferResult].GetProperties() | ForEach-Object Name").Texts;
        Assert.Empty(names
            .Where(name => name.StartsWith("Rows", StringComparison.Ordinal))
            .Except(shown));
    }
}
