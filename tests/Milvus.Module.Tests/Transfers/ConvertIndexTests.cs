using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A conversion to a schema with other vector fields says which index is missing before it makes anything.</summary>
public sealed class ConvertIndexTests : IDisposable
{
    private const string Definition =
        """
        $schema = New-MilvusSchema -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField title VarChar -MaxLength 9 -Nullable),
            (New-MilvusField embedding FloatVector -Dimension 2)
        $transform = { [pscustomobject]@{ id = $_.id; title = $_.title; embedding = $_.vec } }
        """;

    private readonly ModuleShell _shell = new(width: 400);

    public ConvertIndexTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -Field (New-MilvusField id Int64 -PrimaryKey),
            (New-MilvusField title VarChar -MaxLength 9 -Nullable), (New-MilvusField vec FloatVector -Dimension 2) `
            -IndexParameter (New-MilvusIndexParameter vec -IndexType FLAT -MetricType L2)
        $null = @{ id = 1; title = 'a'; vec = 1, 2 } | Add-MilvusEntity docs
        """);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" -WhatIf")]
    public void Convert_MilvusCollection_renamed_vector_without_an_index_is_an_error_with_the_parameter(string more)
    {
        // Also where another index is taken over.
        _shell.Do("$null = New-MilvusIndex docs title -IndexType INVERTED");

        var ran = _shell.Run($"{Definition}; Convert-MilvusCollection docs new -Schema $schema -Transform $transform{more}");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.StartsWith(
            "new has no index on embedding, so it could not be loaded: nothing was changed. The index of vec (FLAT, L2) is not taken over",
            ran.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "Use -IndexParameter (New-MilvusIndexParameter embedding -IndexType FLAT -MetricType L2).",
            ran.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusCollection).Name").Texts);
    }

    [Fact]
    public void Convert_MilvusCollection_proposed_parameter_builds_the_index()
    {
        var ran = _shell.Do(
            $"{Definition}; Convert-MilvusCollection docs new -Schema $schema -Transform $transform "
                + "-IndexParameter (New-MilvusIndexParameter embedding -IndexType FLAT -MetricType L2)");

        Assert.Empty(ran.Warnings);
        Assert.Equal(["embedding"], _shell.Do("(Get-MilvusIndex new).Field").Texts);
    }
}
