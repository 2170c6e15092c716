using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Values;

/// <summary>Warnings of commands after which rows have less than before, or can no longer be written.</summary>
public sealed class RowLossTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public RowLossTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField title VARCHAR -MaxLength 20 -Nullable),
            (New-MilvusField tags ARRAY -ElementType INT64 -MaxCapacity 8 -Nullable), (New-MilvusField v FLOAT_VECTOR -Dimension 2)
        $null = New-MilvusCollection books -Field $fields -IndexParameter (New-MilvusIndexParameter v)
        $null = 1..3 | ForEach-Object { @{ id = $_; title = "title $_"; tags = 1, 2, 3; v = $_, 1 } } | Add-MilvusEntity books
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Get-MilvusEntity books -Id 2 -OutputField id, title, v | Set-MilvusEntity books", "tags")]
    [InlineData("Search-MilvusEntity books 1, 1 -Field v -OutputField v, tags | Set-MilvusEntity books", "title")]
    [InlineData("Get-MilvusEntity books -Id 2 -OutputField id, v | Set-MilvusEntity books", "title, tags")]
    [InlineData("Get-MilvusEntity books -Id 2 | Set-MilvusEntity books", null)]
    [InlineData("Get-MilvusEntity books -Id 2 -OutputField id, v | Set-MilvusEntity books -Partial", null)]
    [InlineData("@{ id = 2; v = 1, 1 } | Set-MilvusEntity books", null)]
    public void Set_MilvusEntity_rows_that_were_read_in_part_are_a_warning(string line, string? left)
    {
        var warnings = _shell.Do($"$null = {line}").Warnings;

        if (left is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.StartsWith($"The rows were read without {left}, and", Assert.Single(warnings), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("title -Property @{ max_length = 5 }", "max_length of title becomes 5 instead of 20")]
    [InlineData("tags -Property @{ max_capacity = 2 }", "max_capacity of tags becomes 2 instead of 8")]
    public void Set_MilvusField_smaller_limit_is_a_warning_and_a_backup_of_longer_rows_too(string change, string expected)
    {
        var ran = _shell.Do($"Set-MilvusField books {change}");

        Assert.StartsWith(expected, Assert.Single(ran.Warnings), StringComparison.Ordinal);
        var field = change.Split(' ')[0];
        Assert.Contains(
            $"Rows of books exceed the limit of the field {field}",
            Assert.Single(_shell.Do("$null = Backup-MilvusDatabase backup").Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Set_MilvusField_larger_limit_is_no_warning() => Assert.Empty(
        _shell.Do(
            """
            Set-MilvusField books title -Property @{ max_length = 30 }
            Set-MilvusField books tags -Property @{ max_capacity = 9 }
            $null = Backup-MilvusDatabase backup
            """).Warnings);
}
