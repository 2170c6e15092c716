using Grpc.Core;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Control;

/// <summary>The error of an incomplete copy lists the created objects.</summary>
public sealed class CollectionCopyTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public CollectionCopyTests()
    {
        // A copy that fails leaves its ledger in the current folder.
        _shell.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = 1..10 | ForEach-Object { @{ id = $_; vector = 1, $_; word = "w$_"; more = @{ a = $null; b = 1, 'x' } } } |
                Add-MilvusEntity docs
            """,
            _server.Address);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Insert", "collection copy is made and stays")]
    [InlineData("CreateIndex", "collection copy with 10 rows is made and stays")]
    [InlineData("LoadCollection", "collection copy with 10 rows and the index on vector are made and stay")]
    public void Copy_MilvusCollection_error_says_what_is_made(string call, string words)
    {
        _server.Log.Failing[call] = new Status(StatusCode.Internal, "told so");
        // Rows whose insert has an unknown outcome are upserted.
        _server.Log.Failing["Upsert"] = new Status(StatusCode.Internal, "told so");

        var ran = _shell.Run("Copy-MilvusCollection docs copy");

        var error = Assert.Single(ran.Errors);
        Assert.Contains(words, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("told so", error.Exception.Message, StringComparison.Ordinal);
        Assert.True((bool)_shell.Do("Test-MilvusCollection copy").Output.Single().BaseObject);
    }

    [Fact]
    public void Copy_MilvusCollection_target_that_another_client_removes_is_not_said_to_stay()
    {
        using var other = new ModuleShell();
        other.Do("$null = Connect-Milvus $args[0]", _server.Address);
        _server.Log.Changed["Insert"] = _ => other.Do("Remove-MilvusCollection copy -Confirm:$false");

        var error = Assert.Single(_shell.Run("Copy-MilvusCollection docs copy").Errors);

        Assert.Contains("another client has removed", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("stay", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_MilvusCollection_collection_that_cannot_be_made_leaves_nothing()
    {
        _server.Log.Failing["CreateCollection"] = new Status(StatusCode.Internal, "told so");

        var error = Assert.Single(_shell.Run("Copy-MilvusCollection docs copy").Errors);

        Assert.DoesNotContain("made", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CollectionCopy_dynamic_keys_are_copied_with_their_values()
    {
        _shell.Do("$null = Copy-MilvusCollection docs copy");

        Assert.Equal(
            "w7  1 x",
            _shell
                .Do("Get-MilvusEntity copy -Id 7 | ForEach-Object { \"$($_.word) $($_.more.a) $($_.more.b)\" }").Output.Single().ToString()
        );
    }

    [Fact]
    public void CollectionCopy_texts_and_nulls_in_json_stay_what_they_are()
    {
        _shell.Do(
            """
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2), (New-MilvusField j Json)
            $null = New-MilvusCollection json -Field $fields
            $null = @{ id = 1; v = 1, 2; j = '"a text"' }, @{ id = 2; v = 1, 2; j = '{"n":[1,null]}' }, @{ id = 3; v = 1, 2; j = '123' } |
                Add-MilvusEntity json
            $null = New-MilvusIndex json v
            Mount-MilvusCollection json
            $null = Copy-MilvusCollection json json_copy
            """);

        Assert.Equal(
            ["String a text", "PSCustomObject ", "Int64 123"],
            _shell
                .Do("Get-MilvusEntity json_copy | ForEach-Object { \"$($_.j.GetType().Name) $(if ($_.id -ne 2) { $_.j })\" }")
                .Output.Select(item => item.ToString()));
    }

    [Fact]
    public void CollectionCopy_keys_that_the_server_makes_are_refused_without_NewKey()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection auto -Dimension 2 -AutoId
            $null = @{ vector = 1, 2 }, @{ vector = 3, 4 } | Add-MilvusEntity auto
            """);

        var refused = Assert.Single(_shell.Run("Copy-MilvusCollection auto auto_copy").Errors);

        Assert.Contains("-NewKey", refused.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["docs", "auto"], _shell.Do("Get-MilvusCollection").Values("Name").OrderDescending());
        Assert.Equal(
            2L,
            _shell.Do("Copy-MilvusCollection auto auto_copy -NewKey -Verify Full").Output.Single().Properties["RowsCompared"].Value);
    }

    [Fact]
    public void CollectionCopy_of_an_alias_has_the_name_of_its_collection_and_the_alias()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection words_v1 -Dimension 2
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity words_v1
            $null = New-MilvusAlias words words_v1; $null = New-MilvusAlias texts words_v1; $null = New-MilvusDatabase archive
            """);

        Assert.Contains(
            "to words_v1 on",
            _shell.Show("Copy-MilvusCollection words -TargetDatabase archive -WhatIf").Replace("\n", string.Empty),
            StringComparison.Ordinal);
        Assert.Contains(
            "with its aliases texts, words where the name is free",
            _shell.Show("Copy-MilvusCollection words -TargetDatabase archive -WhatIf").Replace("\n", string.Empty),
            StringComparison.Ordinal);
        var ran = _shell.Do("(Copy-MilvusCollection words -TargetDatabase archive -Verbose).Collection.Name");

        Assert.Equal(["words_v1"], ran.Texts);
        Assert.Contains(ran.Verbose, line => line.Contains("The alias words of words_v1 is created", StringComparison.Ordinal));
        Assert.Equal(
            ["texts words_v1", "words words_v1"],
            _shell.Do("Get-MilvusAlias -Database archive | ForEach-Object { \"$($_.Name) $($_.Collection)\" }").Texts.Order(
                StringComparer.Ordinal));
    }
}
