using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Views;

/// <summary>The views of all outputs: of limited width, with shortened vectors, and without control characters of stored texts.</summary>
public class ViewTests
{
    private const string Setup =
        """
        $null = Connect-Milvus -InMemory -Name lab
        $null = New-MilvusCollection words -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey),
            (New-MilvusField word VARCHAR -MaxLength 1000 -Nullable), (New-MilvusField vector FLOAT_VECTOR -Dimension 200)
        $null = @{ id = 1; word = 'one'; vector = @(0.5) + @(0) * 199; more = 'x' },
            @{ id = 2; word = "bad$([char]27)[31m red"; vector = @(0, 0.25) + @(0) * 198 } | Add-MilvusEntity words
        $null = New-MilvusIndex words vector -IndexType HNSW -MetricType COSINE -Parameter @{ M = 8; efConstruction = 64 }
        $null = New-MilvusIndex words word -IndexType TRIE -Name by_word
        Mount-MilvusCollection words
        """;

    public static TheoryData<int, string, string> Views()
    {
        (string Command, string Text)[] views =
        [
            (
                "Get-MilvusConnection",
                """
                Current Name Database Server   Version         State
                ------- ---- -------- ------   -------         -----
                *       lab  default  embedded v2.6.0-embedded Open
                """),
            (
                "Get-MilvusServer",
                """
                Address  Type     Version
                -------  ----     -------
                :memory: embedded v2.6.0-embedded
                """),
            (
                "Get-MilvusCollection",
                """
                Name  Rows State  Fields
                ----  ---- -----  ------
                words    2 Loaded id, word, vector
                """),
            (
                "(Get-MilvusCollection words).Field",
                """
                Name   Type        Size Flags
                ----   ----        ---- -----
                id     Int64            primary key
                word   VarChar     1000 nullable
                vector FloatVector  200
                """),
            (
                "Get-MilvusIndex words",
                """
                   Collection: words

                Name    Field  Type        Rows State
                ----    -----  ----        ---- -----
                by_word word   Trie           2 Finished
                vector  vector HNSW/COSINE    2 Finished
                """),
            (
                "Get-MilvusEntity words",
                """
                id     : 1
                word   : one
                vector : [0.5, 0, 0, …] (200)
                more   : x

                id     : 2
                word   : bad␛[31m red
                vector : [0, 0.25, 0, …] (200)
                """),
            (
                "Search-MilvusEntity words (@(1) + @(0) * 199)",
                """
                Query Rank Id  Score Entity
                ----- ---- --  ----- ------
                    0    1 1  1.0000 id: 1; word: one; more: x
                Query  : 0
                Rank   : 2
                Id     : 2
                Score  : 0
                Entity : {id: 2, word: bad␛[31m red}
                """),
            (
                "@{ id = 3; word = 'three'; vector = @(1) * 200 } | Add-MilvusEntity words",
                """
                Collection Inserted Upserted Deleted Ids
                ---------- -------- -------- ------- ---
                words             1        0       0 3
                """),
        ];
        var data = new TheoryData<int, string, string>();
        foreach (var (command, text) in views)
        {
            data.Add(80, command, text);
            data.Add(120, command, text);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void View_output_is_shown_as_this_text(int width, string command, string text)
    {
        using var shell = new ModuleShell(width);
        shell.Do(Setup);

        var shown = string.Join('\n', shell.Show(command).Split('\n').Select(line => line.TrimEnd())).Trim('\n');

        Assert.Equal(text.ReplaceLineEndings("\n"), shown);
    }

    [Fact]
    public void View_null_of_a_hit_is_told_from_an_empty_text()
    {
        using var shell = new ModuleShell(80);
        shell.Do(Setup + "\n$null = @{ id = 5; word = $null; vector = @(1) * 200 }, @{ id = 6; word = ''; vector = @(1) * 200 } | "
            + "Add-MilvusEntity words");

        var table = shell.Show("Search-MilvusEntity words (@(1) * 200) -OutputField word -Limit 2");

        Assert.Contains("word: null", table, StringComparison.Ordinal);
        Assert.Equal(2, table.Split("word:").Length - 1);
        Assert.Single(table.Split("null")[1..]);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void View_long_values_are_cut_or_wrapped_to_the_width(int width)
    {
        using var shell = new ModuleShell(width);
        shell.Do(Setup + "\n$null = @{ id = 4; word = 'long ' * 190; vector = @(1) * 200 } | Add-MilvusEntity words");

        var table = shell.Show("Search-MilvusEntity words (@(1) * 200)");
        var row = shell.Show("Get-MilvusEntity words -Id 4");

        Assert.All((table + row).Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Assert.Contains("…", row, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", table + row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, "…mebody/data/words.jsonl", "…ple:19530/default/words")]
    [InlineData(120, "/home/somebody/data/words.jsonl", "http://milvus.example:19530/default/words")]
    public void View_transfers_are_a_table_that_uses_the_width(int width, string source, string target)
    {
        using var shell = new ModuleShell(width);

        var lines = shell.Show(
            """
            [Milvus.TransferResult]@{ Source = '/home/somebody/data/words.jsonl'; Target = 'http://milvus.example:19530/default/words'
                RowsAcknowledged = 1234567; Verified = 'Full'; Duration = '00:00:00.0451234' }
            [Milvus.TransferResult]@{ Source = 'demo.db/default/words'; Target = 'demo.db/default/words'
                RowsAcknowledged = 1; Verified = 'Count'; Duration = '00:02:05.9' }
            """).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToList();

        Assert.Equal(4, lines.Count);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(source)} +", lines[2]);
        Assert.Contains($" {target} ", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(" 1,234,567 Full        45 ms", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("         1 Count    2:06 min", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:00", "0 ms")]
    [InlineData("00:00:00.0004", "0.4 ms")]
    [InlineData("00:00:00.9999", "1.0 s")]
    [InlineData("00:00:59.94", "59.9 s")]
    [InlineData("00:00:59.99", "1:00 min")]
    [InlineData("00:59:59.2", "59:59 min")]
    [InlineData("1.02:03:04", "26:03:04 h")]
    public void Display_Duration_is_short(string duration, string text)
    {
        using var shell = new ModuleShell();

        Assert.Equal([text], shell.Do($"[Milvus.Display]::Duration([timespan]'{duration}')").Texts);
    }
}
