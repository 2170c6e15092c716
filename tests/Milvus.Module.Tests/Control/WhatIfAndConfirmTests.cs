using Milvus.Module.Tests.Fake;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Reference;

namespace Milvus.Module.Tests.Control;

/// <summary>Nothing is changed that a user did not agree to.</summary>
public sealed class WhatIfAndConfirmTests : IDisposable
{
    private readonly RecordingServer server = new();
    private readonly ModuleShell shell = new();

    public WhatIfAndConfirmTests()
    {
        ReferenceAnswers.Give(server.Log);
        shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
            $null = New-MilvusCollection others -Dimension 2; $null = New-MilvusAlias known others
            """,
            server.Address);
    }

    /// <summary>One command a line, of every area.</summary>
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
        shell.Dispose();
        server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Changing))]
    public void WhatIf_sends_no_writing_call(string command)
    {
        server.Log.Names.Clear();

        var shown = shell.Show(command + " -WhatIf");

        Assert.Contains("What if:", shown, StringComparison.Ordinal);
        Assert.Empty(server.Log.Writes);
    }

    [Theory]
    [InlineData("Remove-MilvusIndex docs vector -Force -Confirm", "DropIndex")]
    [InlineData("Dismount-MilvusCollection docs -Confirm", "ReleaseCollection")]
    [InlineData("Remove-MilvusEntity docs -Id 1 -Confirm", "Delete")]
    [InlineData("Remove-MilvusCollection docs", "DropCollection")]
    [InlineData("Remove-MilvusEntity docs -Filter 'id > 0'", "Delete")]
    public void Confirm_asks_and_obeys(string command, string call)
    {
        server.Log.Names.Clear();

        shell.Screen.Answers.Enqueue('N');
        shell.Do(command);
        Assert.Empty(server.Log.Writes);

        shell.Screen.Answers.Enqueue('Y');
        shell.Do(command);
        Assert.Contains(call, server.Log.Writes);
        Assert.Equal(2, shell.Screen.Questions.Count);
    }

    [Theory]
    [InlineData("Remove-MilvusCollection docs")]
    [InlineData("Remove-MilvusEntity docs -Filter 'id > 0'")]
    public void Where_nobody_answers_what_loses_data_fails_and_does_nothing(string command)
    {
        server.Log.Names.Clear();

        var ran = shell.Run(command);

        Assert.NotEmpty(ran.Errors);
        Assert.Empty(server.Log.Writes);
    }

    [Theory]
    [InlineData('A', 2)]
    [InlineData('L', 0)]
    public void Where_several_are_piped_a_delete_by_filter_asks_once_for_all(char answer, int deletes)
    {
        server.Log.Names.Clear();

        shell.Screen.Answers.Enqueue(answer);
        shell.Do("Get-MilvusCollection docs, others | Remove-MilvusEntity -Filter 'id > 0'");

        Assert.Equal(Enumerable.Repeat("Delete", deletes), server.Log.Writes);
        Assert.Single(shell.Screen.Questions);
    }

    [Theory]
    [InlineData("docs", 1)]
    [InlineData("new_one", 0)]
    public void Restoring_a_snapshot_over_something_asks_as_what_loses_data(string target, int questions)
    {
        server.Log.Names.Clear();

        shell.Screen.Answers.Enqueue('N');
        shell.Do("Restore-MilvusSnapshot docs monday $args[0]", target);

        Assert.Equal(questions, shell.Screen.Questions.Count);
        Assert.Equal(questions == 0, server.Log.Writes.Contains("RestoreSnapshot"));
    }

    [Fact]
    public void Confirm_false_never_asks()
    {
        shell.Do("Remove-MilvusEntity docs -Filter 'id > 0' -Confirm:$false; Remove-MilvusCollection docs -Confirm:$false");

        Assert.Empty(shell.Screen.Questions);
        Assert.Contains("DropCollection", server.Log.Writes);
    }
}
