using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Reference;

namespace Milvus.Module.Tests.Control;

/// <summary>An alias never hides the collection that is destroyed.</summary>
public sealed class AliasTests
{
    /// <summary>Every back end.</summary>
    public static TheoryData<Backend> All => Backend.All;

    /// <summary>Every line that changes the collection docs, with an alias instead of its name.</summary>
    public static TheoryData<string> ThroughAnAlias { get; } =
    [
        .. WhatIfAndConfirmTests.Lines
            .Select(line => line.Replace(" docs", " known", StringComparison.Ordinal))
            .Where(line => line.Contains(" known", StringComparison.Ordinal) && !line.Contains(';', StringComparison.Ordinal))
            // These are refused, or refer to the alias itself, or to the object name of a privilege.
            .Where(line => !line.StartsWith("Grant-", StringComparison.Ordinal)
                && !line.StartsWith("Revoke-", StringComparison.Ordinal)
                && !line.StartsWith("Remove-MilvusCollection", StringComparison.Ordinal)
                && !line.StartsWith("Rename-MilvusCollection", StringComparison.Ordinal)
                && !line.StartsWith("Set-MilvusAlias", StringComparison.Ordinal)
                && !line.StartsWith("Remove-MilvusAlias", StringComparison.Ordinal)
                && !line.Contains("Get-MilvusCollection known | Remove-MilvusCollection", StringComparison.Ordinal)
                && !line.Contains("Get-MilvusEntity known |", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(ThroughAnAlias))]
    public void Alias_WhatIf_through_an_alias_names_the_collection(string command)
    {
        using var server = new RecordingServer();
        using var shell = new ModuleShell(width: 1000);
        ReferenceAnswers.Give(server.Log);
        shell.Do(
            "$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2; $null = New-MilvusAlias known docs",
            server.Address);

        var shown = shell.Show(command + " -WhatIf");

        Assert.Contains("docs", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("collection known", shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Alias_collection_is_neither_dropped_nor_renamed_through_an_alias(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("behind");
        var shell = connected.Shell;
        shell.Do("$null = New-MilvusAlias $args[0] $args[1]", "a_" + name, name);
        try
        {
            foreach (
                var line in (string[])["Remove-MilvusCollection $args[0] -Confirm:$false", "Rename-MilvusCollection $args[0] never_made"])
            {
                var error = Assert.Single(shell.Run(line, "a_" + name).Errors);

                Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
                Assert.Contains(name, error.ErrorDetails?.RecommendedAction, StringComparison.Ordinal);
            }

            Assert.Equal(
                [true, false],
                shell.Do("Test-MilvusCollection $args[0]; Test-MilvusCollection never_made", name).Output.Select(item => item.BaseObject));
        }
        finally
        {
            shell.Run("Remove-MilvusAlias $args[0]", "a_" + name);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Alias_collection_that_has_aliases_is_not_dropped_and_the_error_lists_them(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewCollection("named");
        var shell = connected.Shell;
        shell.Do("foreach ($prefix in 'a_', 'b_') { $null = New-MilvusAlias ($prefix + $args[0]) $args[0] }", name);
        try
        {
            foreach (
                var line in (string[])
                    [
                        "Remove-MilvusCollection $args[0] -Confirm:$false",
                        "Get-MilvusCollection $args[0] | Remove-MilvusCollection -Confirm:$false",
                    ])
            {
                var error = Assert.Single(shell.Run(line, name).Errors);

                Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
                Assert.Contains($"a_{name}, b_{name}", error.Exception.Message, StringComparison.Ordinal);
            }

            Assert.True((bool)shell.Do("Test-MilvusCollection $args[0]", name).Output.Single().BaseObject);
        }
        finally
        {
            shell.Run($"Remove-MilvusAlias a_{name}, b_{name}");
        }

        shell.Do("Remove-MilvusCollection $args[0] -Confirm:$false", name);
        Assert.False((bool)shell.Do("Test-MilvusCollection $args[0]", name).Output.Single().BaseObject);
    }
}
