using System.Text.RegularExpressions;
using System.Xml.Linq;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Pictures of hits and vectors, as text of a fixed width.</summary>
public sealed partial class PictureTests
{
    private const string Setup =
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -EnableDynamicField -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE) -Field (
            New-MilvusField id INT64 -PrimaryKey), (New-MilvusField title VARCHAR -MaxLength 200), (
            New-MilvusField vector FLOAT_VECTOR -Dimension 3)
        $null = @{ id = 1; title = 'first'; vector = 1, 0, 0 }, @{ id = 22; title = "bad$([char]27)[31m red"; vector = 1, 1, 0 },
            @{ id = 333; title = 'a title that is so long that it does not fit'; vector = 0, 1, 0 } | Add-MilvusEntity docs
        """;

    // Two groups of points on a line, and one point beside it.
    private const string Map =
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection map -IndexParameter (New-MilvusIndexParameter vector) -Field (New-MilvusField id INT64 -PrimaryKey), (
            New-MilvusField kind VARCHAR -MaxLength 200), (New-MilvusField vector FLOAT_VECTOR -Dimension 4)
        $null = 1..20 | ForEach-Object { @{ id = $_; kind = @('left', 'right')[[int]($_ -gt 12)]; vector = $_, (2 * $_), 0, 0 } } |
            Add-MilvusEntity map
        $null = @{ id = 21; kind = '<&>'; vector = 10, 20, 9, 0 } | Add-MilvusEntity map
        """;

    public static TheoryData<int, string, string> Searches => new()
    {
        {
            60,
            "Search-MilvusEntity docs 1, 0, 0 | Show-MilvusSearch -Ascii:$false",
            """
            3 hits, scores 1.0000 to 0.0000, higher is nearer
            1  1    1.0000  ██████████████████████  first
            2  22   0.7071  ███████████████▌        bad␛[31m red
            3  333  0.0000                          a title that is so …
            """
        },
        {
            60,
            "Search-MilvusEntity docs 1, 0, 0 | Show-MilvusSearch -Ascii",
            """
            3 hits, scores 1.0000 to 0.0000, higher is nearer
            1  1    1.0000  ######################  first
            2  22   0.7071  ################        bad?[31m red
            3  333  0.0000                          a title that is so ~
            """
        },
        {
            80,
            "Search-MilvusEntity docs (1, 0, 0), (-1, -2, 0) | Show-MilvusSearch -Ascii:$false",
            """
            query 0: 3 hits, scores 1.0000 to 0.0000, higher is nearer
            1  1    1.0000  ████████████████████████████████  first
            2  22   0.7071  ██████████████████████▋           bad␛[31m red
            3  333  0.0000                                    a title that is so long that …
            query 1: 3 hits, scores -0.4472 to -0.9487, higher is nearer
            1  1    -0.4472  ███████████████████████████████  first
            2  333  -0.8944  ███▍                             a title that is so long that …
            3  22   -0.9487                                   bad␛[31m red
            """
        },
        {
            120,
            "Search-MilvusEntity docs 1, 0, 0 -OutputField id | Show-MilvusSearch -Ascii:$false",
            """
            3 hits, scores 1.0000 to 0.0000, higher is nearer
            1  1    1.0000  ████████████████████████████████████████████████████████████████████████████████████████████████████████
            2  22   0.7071  █████████████████████████████████████████████████████████████████████████▌
            3  333  0.0000
            """
        },
        {
            120,
            "Search-MilvusEntity docs (1, 0, 0), (-1, -2, 0) | Show-MilvusSearch -Histogram -BinCount 4 -Ascii:$false -Width 60",
            """
            6 hits, scores 1.0000 to -0.9487, higher is nearer
            -0.9487 – -0.4615  2  ██████████████████████████████████████
            -0.4615 –  0.0257  2  ██████████████████████████████████████
             0.0257 –  0.5128  0
             0.5128 –  1.0000  2  ██████████████████████████████████████
            """
        },
        {
            40,
            "Search-MilvusEntity docs 1, 0, 0 -Limit 1 | Show-MilvusSearch -Histogram -Ascii",
            """
            1 hit, score 1.0000
            1.0000 - 1.0000  1  ####################
            """
        },
    };

    public static TheoryData<int, string, string> Maps => new()
    {
        {
            60,
            "Show-MilvusVectorMap map -LabelField kind -Ascii:$false",
            """
            map.vector: 21 rows by kind
            the plane shows 100% of the variance
                                        C





            ⠄  ⠄  ⠄  ⠄  ⠠  ⠠ A⠠   ⠄  ⠄  ⠄  ⠠  ⠠  ⠠   ⠄  ⠄  ⠄B ⠠  ⠠  ⠠  ⠠
            A left 12   B right 8   C <&> 1
            """
        },
        {
            60,
            "Show-MilvusVectorMap map vector -LabelField kind -Ascii",
            """
            map.vector: 21 rows by kind
            the plane shows 100% of the variance
                                        C





            A  A  A  A  A  A  A   A  A  A  A  A  B   B  B  B  B  B  B  B
            A left 12   B right 8   C <&> 1
            """
        },
        {
            120,
            "Get-MilvusCollection map | Show-MilvusVectorMap -SampleSize 16384 -Ascii:$false -Width 80 -Filter 'id < 21'",
            """
            map.vector: 20 rows; the plane shows 100% of the variance
            ⠁   ⠁   ⠁   ⠈   ⠈    ⠁   ⠁   ⠁   ⠈   ⠈    ⠁   ⠁   ⠈   ⠈   ⠈    ⠁   ⠁   ⠈   ⠈   ⠈
            """
        },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public void Show_MilvusSearch_hits_are_drawn_like_this(int width, string line, string picture) => Check(Setup, width, line, picture);

    [Theory]
    [MemberData(nameof(Maps))]
    public void Show_MilvusVectorMap_vectors_are_drawn_like_this(int width, string line, string picture) =>
        Check(Map, width, line, picture);

    [Fact]
    public void Show_MilvusSearch_distances_labels_and_stored_hits_are_drawn()
    {
        using var shell = new ModuleShell(80);
        shell.Do(Setup);
        shell.Do("$null = New-MilvusCollection far -Dimension 2 -MetricType L2; $null = @{ id = 1; vector = 1, 0; note = 'n' }, "
            + "@{ id = 2; vector = 3, 0; note = 'm' } | Add-MilvusEntity far");

        Assert.Equal(
            [
                "2 hits, scores 1.0000 to 9.0000, lower is nearer",
                $"1  1  1.0000  {new string('#', 33)}  n",
                $"2  2  9.0000  #{new string(' ', 34)}m",
            ],
            shell.Do("Search-MilvusEntity far 0, 0 | Show-MilvusSearch -LabelField note -Ascii").Texts);
        // Distances that differ by little are told apart, too.
        shell.Do("$null = 0, 1, 2 | ForEach-Object { @{ id = 10 + $_; vector = 0, (100 + $_); note = '' } } | Add-MilvusEntity far");
        Assert.Equal(
            [21, 11, 1],
            shell.Do("Search-MilvusEntity far 0, 0 -Filter 'id >= 10' | Show-MilvusSearch -Ascii -Width 40").Texts.Skip(1)
                .Select(line => line.Count(sign => sign == '#')));
        Assert.Equal(
            shell.Do("$hits = Search-MilvusEntity docs 1, 0, 0; $hits | Show-MilvusSearch -Ascii").Texts,
            shell.Do("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($hits, 3)) | "
                + "Show-MilvusSearch -Ascii").Texts);
    }

    [Fact]
    public void Show_MilvusSearch_wrong_input_is_one_error()
    {
        using var shell = new ModuleShell();
        shell.Do(Setup);

        Assert.Equal(["MilvusInvalidArgument", "MilvusInvalidArgument"], shell.Run("'text', 5 | Show-MilvusSearch").ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], shell.Run("Get-MilvusEntity docs -Id 1 | Show-MilvusSearch").ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], shell.Run("Search-MilvusEntity docs 1, 0, 0 | Show-MilvusSearch -BinCount 3").ErrorIds);
        Assert.Equal(
            ["MilvusFieldNotFound"],
            shell.Run("Search-MilvusEntity docs 1, 0, 0 -Limit 1 | Show-MilvusSearch -LabelField missing").ErrorIds);
        Assert.Empty(shell.Do("Search-MilvusEntity docs -Id @() | Show-MilvusSearch").Output);
    }

    [Fact]
    public void Show_MilvusVectorMap_svg_has_the_same_points_and_labels()
    {
        using var shell = new ModuleShell();
        shell.Do(Map);

        shell.Do("$null = Show-MilvusVectorMap map -LabelField kind -OutSvg map.svg; $text = [IO.File]::ReadAllText(\"$pwd/map.svg\")");

        var text = shell.Do("$text").Texts.Single();
        var svg = XDocument.Parse(text).Root!;
        Assert.Equal(21 + 3, svg.Elements().Count(element => element.Name.LocalName == "circle"));
        Assert.Equal(
            ["map.vector: 21 rows by kind; the plane shows 100% of the variance", "left 12", "right 8", "<&> 1"],
            svg.Elements().Where(element => element.Name.LocalName == "text").Select(element => element.Value));
        Assert.Equal(["MilvusAlreadyExists"], shell.Run("$null = Show-MilvusVectorMap map -OutSvg map.svg").ErrorIds);
        Assert.Equal(
            ["MilvusInvalidArgument"],
            shell.Run("$null = 1, 2 | ForEach-Object { Get-MilvusCollection map } | Show-MilvusVectorMap -OutSvg two.svg").ErrorIds);
    }

    [Fact]
    public void Show_MilvusVectorMap_more_labels_than_colours_are_put_together_and_texts_are_safe()
    {
        using var shell = new ModuleShell(80);
        shell.Do(Map);
        shell.Do("$null = 31..60 | ForEach-Object { @{ id = $_; kind = \"k$_$([char]27)[1m\"; vector = $_, 0, 0, 0 } } | "
            + "Add-MilvusEntity map");

        var lines = shell.Do("Show-MilvusVectorMap map -LabelField kind -Ascii:$false").Texts;

        Assert.Contains(lines, line => line.Contains("H other 26", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain('\u001b', line));
        Assert.All(lines, line => Assert.True(line.Length <= 80));
    }

    [Theory]
    [InlineData("map missing", "MilvusFieldNotFound")]
    [InlineData("map -Filter 'id > 1000'", "MilvusInvalidArgument")]
    [InlineData("sparse", "MilvusInvalidArgument")]
    [InlineData("sparse s", "MilvusInvalidArgument")]
    [InlineData("missing", "MilvusCollectionNotFound")]
    [InlineData("map -LabelField missing", "MilvusFieldNotFound")]
    public void Show_MilvusVectorMap_wrong_input_is_one_error(string arguments, string id)
    {
        using var shell = new ModuleShell();
        shell.Do(Map);
        shell.Do("$null = New-MilvusCollection sparse -Field (New-MilvusField id INT64 -PrimaryKey), "
            + "(New-MilvusField s SPARSE_FLOAT_VECTOR)");

        Assert.Equal([id], shell.Run($"Show-MilvusVectorMap {arguments}").ErrorIds);
    }

    [Fact]
    public void Show_MilvusVectorMap_binary_and_single_vectors_are_drawn()
    {
        using var shell = new ModuleShell(40);
        shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection bits -IndexParameter (New-MilvusIndexParameter b) -Field (New-MilvusField id INT64 -PrimaryKey), (
                New-MilvusField b BINARY_VECTOR -Dimension 8)
            $null = @{ id = 1; b = [byte[]](, 15) } | Add-MilvusEntity bits
            """);

        Assert.Equal(["bits.b: 1 row", "the plane shows 0% of the variance"], shell.Do("Show-MilvusVectorMap bits -Ascii").Texts.Take(2));
        shell.Do("$null = @{ id = 2; b = [byte[]](, 255) } | Add-MilvusEntity bits");
        Assert.Equal("." + new string(' ', 38) + ".", shell.Do("Show-MilvusVectorMap bits -Ascii").Texts[^1]);
    }

    [Fact]
    public void Show_MilvusSearch_colours_follow_the_session()
    {
        using var shell = new ModuleShell(80);
        shell.Do(Setup);

        // The host of tests has no colours.
        Assert.DoesNotContain(shell.Do("Search-MilvusEntity docs 1, 0, 0 | Show-MilvusSearch").Texts, text => Escape().IsMatch(text));
    }

    private static void Check(string setup, int width, string line, string picture)
    {
        using var shell = new ModuleShell(width);
        shell.Do(setup);

        Assert.Equal(picture.ReplaceLineEndings("\n"), string.Join('\n', shell.Do(line).Texts));
    }

    [GeneratedRegex("\u001b")]
    private static partial Regex Escape();
}
