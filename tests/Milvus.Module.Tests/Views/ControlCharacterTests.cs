using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Views;

/// <summary>Control characters of stored text reach the terminal in no position of an output, and scripts read them unchanged.</summary>
public sealed class ControlCharacterTests : IDisposable
{
    private const string Setup =
        """
        $null = Connect-Milvus -InMemory -Name lab
        $null = New-MilvusCollection bad -Dimension 2 -Description "red$([char]27)[31m"
        $bad = "a$([char]27)[31mb"
        $null = @{ id = 1; vector = 1, 0; text = 'plain'; lines = "one`r`ntwo`tthree" },
            @{ id = 2; vector = 0, 1; text = $bad; meta = @{ deep = @('x', "y$([char]7)") } },
            @{ id = 3; vector = 1, 1; "na$([char]155)me" = 1 } | Add-MilvusEntity bad
        """;

    private readonly ModuleShell _shell = new(100);

    public ControlCharacterTests() => _shell.Do(Setup);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [Failure("S10")]
    [InlineData("Get-MilvusEntity bad")]
    [InlineData("Get-MilvusCollection bad; Get-MilvusEntity bad")]
    [InlineData("[pscustomobject]@{ text = 1 }; Get-MilvusEntity bad")]
    [InlineData("Get-MilvusConnection; (Get-MilvusEntity bad -Id 2).meta")]
    [InlineData("Get-MilvusConnection; , @(Get-MilvusEntity bad)")]
    [InlineData("Search-MilvusEntity bad (0, 1)")]
    [InlineData("Get-MilvusConnection; Search-MilvusEntity bad (0, 1)")]
    [InlineData("Get-MilvusConnection; Search-MilvusEntity bad (0, 1) -As Hashtable")]
    [InlineData("Get-MilvusConnection; Get-MilvusCollection bad")]
    [InlineData("$s = [System.Management.Automation.PSSerializer]; Get-MilvusConnection; Get-MilvusEntity bad | "
        + "ForEach-Object { $s::Deserialize($s::Serialize($_)) }")]
    public void ControlCharacter_of_an_output_is_a_sign_in_every_position(string command)
    {
        var shown = _shell.Show(command);

        Assert.DoesNotContain(shown, letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));
        Assert.Contains("bad", _shell.Show("Get-MilvusCollection bad"), StringComparison.Ordinal);
    }

    [Fact]
    public void ControlCharacter_is_unchanged_for_scripts()
    {
        var ran = _shell.Do(
            "$row = Get-MilvusEntity bad -Id 2; $hit = (Search-MilvusEntity bad (0, 1))[0]; $row.text -ceq $bad; $hit.text -ceq $bad; "
                + "$row.text.GetType().Name; $row.psobject.TypeNames[0]; $hit.psobject.TypeNames[0]");

        Assert.Equal(["True", "True", "String", "Milvus.Entity", "Milvus.SearchHit"], ran.Texts);
    }

    [Fact]
    public void ControlCharacter_mark_is_only_on_outputs_that_need_it()
    {
        var ran = _shell.Do(
            "Get-MilvusEntity bad | Where-Object { $_.psobject.TypeNames -contains 'Milvus.ControlCharacters' } | ForEach-Object id");

        Assert.Equal(["2", "3"], ran.Texts);
    }
}
