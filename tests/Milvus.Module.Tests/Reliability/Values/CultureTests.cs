using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Reliability.Values;

/// <summary>Numbers, times and names are the same whatever the culture of the session.</summary>
public sealed class CultureTests
{
    private const string Script =
        """
        param($folder, $culture)
        [cultureinfo]::CurrentCulture = $culture
        [cultureinfo]::CurrentUICulture = $culture
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField price DOUBLE),
            (New-MilvusField title varchar -MaxLength 50), (New-MilvusField vector float_vector -Dimension 2)
        $null = New-MilvusIndex docs vector -IndexType ivf_flat -MetricType ip -Parameter @{ nlist = 16 }
        $null = Mount-MilvusCollection docs
        $null = @{ id = 1; price = 1234.5; title = 'INDIGO'; vector = 0.5, 1.25 },
            @{ id = 2; price = '-1.5'; title = 'ılık'; vector = '[1.5, 2]' } | Add-MilvusEntity docs
        $null = Export-MilvusEntity docs "$folder/$culture.csv"
        $null = Export-MilvusEntity docs "$folder/$culture.jsonl"
        [IO.File]::ReadAllText("$folder/$culture.csv")
        [IO.File]::ReadAllText("$folder/$culture.jsonl")
        (Get-MilvusIndex docs).IndexType
        (Get-MilvusEntity docs -Filter 'price > 1000.25' | ForEach-Object id)
        (Get-MilvusEntity docs -Filter 'price == {p}' -FilterParameter @{ p = 1234.5 } | ForEach-Object id)
        $hit = Search-MilvusEntity docs 0.5, 1.25 -Limit 2 -Filter 'title == "INDIGO"'
        $hit.Score.ToString([cultureinfo]::InvariantCulture)
        $null = Clear-MilvusCollection docs -Confirm:$false
        (Import-MilvusEntity docs "$folder/$culture.csv").RowsAcknowledged
        (Get-MilvusEntity docs -Filter 'id > 0' | ForEach-Object { $_.price.ToString([cultureinfo]::InvariantCulture) }) -join ' '
        ConvertTo-MilvusTimestamp '2024-02-03T04:05:06Z'
        $null = Disconnect-Milvus
        """;

    [Theory]
    [Failure("V3")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Culture_of_the_session_changes_no_value_and_no_file(string culture)
    {
        using var folder = new TemporaryFolder();
        var expected = Run(folder, "en-US");

        Assert.Contains("1234.5", expected[0], StringComparison.Ordinal);
        Assert.Equal("IVF_FLAT", expected[2]);
        Assert.Equal(expected, Run(folder, culture));
    }

    private static IReadOnlyList<string> Run(TemporaryFolder folder, string culture)
    {
        using var shell = new ModuleShell();
        return shell.Do(Script, folder.FullName, culture).Texts;
    }
}
