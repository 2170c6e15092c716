using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>An interrupted read continues at its position.</summary>
public class CheckpointTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Get_MilvusEntity_checkpoint_continues_after_the_last_row(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewName("resume");
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "position");
        back.Shell.Do(
            """
            $null = New-MilvusCollection $args[0] -Field (New-MilvusField key VARCHAR -MaxLength 40 -PrimaryKey),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = 100..149 | ForEach-Object { @{ key = "it's ""$_"" \"; vector = 1, $_ } } | Add-MilvusEntity $args[0]
            $null = New-MilvusIndex $args[0] vector -IndexType FLAT -MetricType L2
            Mount-MilvusCollection $args[0]
            """,
            name);

        // break ends the pipeline within a page, like Select-Object -First.
        var read = "$most = $args[2]; do { Get-MilvusEntity $args[0] -OutputField key -BatchSize 8 -CheckpointPath $args[1] | "
            + "ForEach-Object { $_.key; $seen++; if ($seen -eq $most) { break } } } while ($false)";
        var first = back.Shell.Do("$seen = 0; " + read, name, file, 13).Output.Select(key => key.ToString()).ToList();
        Assert.True(File.Exists(file));
        Assert.Equal(
            ["MilvusLedgerMismatch"],
            back.Shell.Run("Get-MilvusEntity $args[0] 'key > \"a\"' -CheckpointPath $args[1]", name, file).ErrorIds);
        var second = back.Shell.Do("$seen = 0; " + read, name, file, 20).Output.Select(key => key.ToString()).ToList();
        var rest = back.Shell.Do("$seen = 0; " + read, name, file, 0).Output.Select(key => key.ToString()).ToList();

        Assert.Equal((13, 20, 17), (first.Count, second.Count, rest.Count));
        Assert.Equal(Enumerable.Range(100, 50).Select(number => $"it's \"{number}\" \\"), first.Concat(second).Concat(rest));
        Assert.False(File.Exists(file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("-Filter 'id > {x}' -FilterParameter @{ x = 1 }", "-Filter 'id > {x}' -FilterParameter @{ x = 2 }")]
    [InlineData("-Filter 'id > 1'", "-Filter 'id > 1' -TimeZone Europe/Berlin")]
    public void Get_MilvusEntity_checkpoint_of_other_values_is_refused(string first, string second)
    {
        using var shell = new ModuleShell();
        using var folder = new TemporaryFolder();
        var file = folder.File("position");
        shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection docs -Dimension 2
            $null = 1..9 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
            """);
        var read = "Get-MilvusEntity docs -BatchSize 2 -CheckpointPath $args[0] ";
        shell.Do($"do {{ {read} {first} | ForEach-Object {{ $seen++; if ($seen -eq 3) {{ break }} }} }} while ($false)", file);

        Assert.Equal(["MilvusLedgerMismatch"], shell.Run(read + second, file).ErrorIds);

        Assert.NotEmpty(shell.Do(read + first, file).Output);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("{\"milvusCheckpoint\":2}")]
    public void Get_MilvusEntity_file_that_is_not_a_checkpoint_is_refused_and_kept(string text)
    {
        using var shell = new ModuleShell();
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection docs -Dimension 2");
        Assert.Equal(["MilvusLedgerMismatch"], shell.Run("Get-MilvusEntity docs -CheckpointPath $args[0]", file).ErrorIds);
        Assert.Equal(text, File.ReadAllText(file));
        File.Delete(file);
    }
}
