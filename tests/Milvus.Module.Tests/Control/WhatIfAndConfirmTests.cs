using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Reference;

namespace Milvus.Module.Tests.Control;

/// <summary>Nothing is changed without confirmation.</summary>
public sealed class WhatIfAndConfirmTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public WhatIfAndConfirmTests()
    {
        ReferenceAnswers.Give(_server.Log);
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
            $null = New-MilvusCollection others -Dimension 2; $null = New-MilvusAlias known others
            """,
            _server.Address);
    }

    /// <summary>One command per line, from every area.</summary>
    public static TheoryData<string> Changing => [.. Lines];

    /// <summary>The same as plain lines.</summary>
    internal static IReadOnlyList<string> Lines { get; } =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Control", "Changing"), "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadAllLines)
            .Where(line => line.Length > 0),
    ];

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Changing))]
    public void WhatIfAndConfirm_WhatIf_sends_no_writing_call(string command)
    {
        _server.Log.Names.Clear();

        var shown = _shell.Show(command + " -WhatIf");

        Assert.Contains("What if:", shown, StringComparison.Ordinal);
        Assert.Empty(_server.Log.Writes);
    }

    [Theory]
    [InlineData("Remove-MilvusIndex docs vector -Force -Confirm", "DropIndex")]
    [InlineData("Dismount-MilvusCollection docs -Confirm", "ReleaseCollection")]
    [InlineData("Remove-MilvusEntity docs -Id 1 -Confirm", "Delete")]
    [InlineData("Remove-MilvusCollection docs", "DropCollection")]
    [InlineData("Remove-MilvusEntity docs -Filter 'id > 0'", "Delete")]
    public void WhatIfAndConfirm_confirm_asks_and_obeys(string command, string call)
    {
        _server.Log.Names.Clear();

        _shell.Screen.Answers.Enqueue('N');
        _shell.Do(command);
        Assert.Empty(_server.Log.Writes);

        _shell.Screen.Answers.Enqueue('Y');
        _shell.Do(command);
        Assert.Contains(call, _server.Log.Writes);
        Assert.Equal(2, _shell.Screen.Questions.Count);
    }

    [Theory]
    [Failure("C6")]
    [InlineData("Remove-MilvusCollection docs")]
    [InlineData("Remove-MilvusEntity docs -Filter 'id > 0'")]
    public void Remove_MilvusEntity_where_nobody_answers_what_loses_data_fails_and_does_nothing(string command)
    {
        _server.Log.Names.Clear();

        var ran = _shell.Run(command);

        Assert.NotEmpty(ran.Errors);
        Assert.Empty(_server.Log.Writes);
    }

    [Theory]
    [InlineData('A', 2)]
    [InlineData('L', 0)]
    public void WhatIfAndConfirm_where_several_are_piped_a_delete_by_filter_asks_once_for_all(char answer, int deletes)
    {
        _server.Log.Names.Clear();

        _shell.Screen.Answers.Enqueue(answer);
        _shell.Do("Get-MilvusCollection docs, others | Remove-MilvusEntity -Filter 'id > 0'");

        Assert.Equal(Enumerable.Repeat("Delete", deletes), _server.Log.Writes);
        Assert.Single(_shell.Screen.Questions);
    }

    [Theory]
    [InlineData("docs", 1)]
    [InlineData("new_one", 0)]
    public void Restore_MilvusSnapshot_restoring_a_snapshot_over_something_asks_as_what_loses_data(string target, int questions)
    {
        _server.Log.Names.Clear();

        _shell.Screen.Answers.Enqueue('N');
        _shell.Do("Restore-MilvusSnapshot docs monday $args[0]", target);

        Assert.Equal(questions, _shell.Screen.Questions.Count);
        Assert.Equal(questions == 0, _server.Log.Writes.Contains("RestoreSnapshot"));
    }

    [Fact]
    public void Remove_MilvusEntity_confirm_false_never_asks()
    {
        _shell.Do("Remove-MilvusEntity docs -Filter 'id > 0' -Confirm:$false; Remove-MilvusCollection docs -Confirm:$false");

        Assert.Empty(_shell.Screen.Questions);
        Assert.Contains("DropCollection", _server.Log.Writes);
    }
}
