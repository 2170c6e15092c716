namespace Milvus.Module.Tests.Shell;

public sealed class ShellQuestionTests
{
    private const string Question =
        "function Remove-It { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() if "
            + "($PSCmdlet.ShouldProcess('target', 'Remove')) { 'removed' } else { 'kept' } }; Remove-It";

    [Theory]
    [InlineData("y", "removed")]
    [InlineData("what\nN", "kept")]
    public void ShellQuestion_confirm_asks_and_obeys(string answer, string outcome)
    {
        using var folder = new TemporaryFolder();

        var result = ShellRun.Typed(answer, folder.Write("ask.ps1", Question));

        Assert.EndsWith(outcome, result.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("target", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    [Failure("C6")]
    public void ShellQuestion_question_that_nobody_can_answer_is_an_error_and_not_a_hang()
    {
        using var folder = new TemporaryFolder();

        var result = ShellRun.Of(folder.Write("ask.ps1", Question));

        Assert.DoesNotContain("removed", result.Output, StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ShellQuestion_WhatIf_says_what_would_happen()
    {
        using var folder = new TemporaryFolder();

        var result = ShellRun.Of(folder.Write("whatif.ps1", Question + " -WhatIf"));

        Assert.Equal(["What if: Performing the operation \"Remove\" on target \"target\".", "kept"], result.Lines);
    }

    [Fact]
    public void ShellQuestion_secret_is_read_and_not_shown()
    {
        var result = ShellRun.Typed("hunter2", "-Command", "$s = $host.UI.ReadLineAsSecureString(); $s.Length");

        Assert.Equal("7", result.Lines[^1]);
        Assert.DoesNotContain("hunter2", result.Output + result.Errors, StringComparison.Ordinal);
    }
}
