using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Shell;

public sealed class ShellTests
{
    [Fact]
    public void Shell_script_takes_named_positional_and_switch_arguments()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write(
            "arguments.ps1",
            "param([string] $First, [int] $Number, [string] $Uri, [switch] $On) \"$First|$Number|$Uri|$On\"");

        var result = ShellRun.Of(script, "one", "-Uri", "http://h:1", "-On", "-Number", "-5");

        Assert.Equal(["one|-5|http://h:1|True"], result.Lines);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Errors));
    }

    [Theory]
    [InlineData("'before'; exit 7; 'after'", 7)]
    [InlineData("'before'", 0)]
    public void Shell_scripts_exit_is_the_exit_code(string text, int code)
    {
        using var folder = new TemporaryFolder();

        var result = ShellRun.Of(folder.Write("exit.ps1", text));

        Assert.Equal(["before"], result.Lines);
        Assert.Equal(code, result.ExitCode);
    }

    [Fact]
    public void Shell_terminating_error_goes_to_standard_error_and_gives_1()
    {
        using var folder = new TemporaryFolder();

        var result = ShellRun.Of(folder.Write("throw.ps1", "'before'\nthrow 'this went wrong'\n'after'"));

        Assert.Equal(["before"], result.Lines);
        Assert.Contains("this went wrong", result.Errors, StringComparison.Ordinal);
        Assert.Contains("throw.ps1:2", result.Errors, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Shell_error_that_ends_nothing_goes_to_standard_error_and_the_script_goes_on()
    {
        using var folder = new TemporaryFolder();

        var result = ShellRun.Of(
            folder.Write("error.ps1", "Get-Command No-Such*Thing -ErrorAction Continue\nGet-Command No-SuchThing\n'after'"));

        Assert.Equal(["after"], result.Lines);
        Assert.Contains("No-SuchThing", result.Errors, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("1 + 1", 0, "2")]
    [InlineData("exit 3", 3, "")]
    [InlineData("throw 'no'", 1, "")]
    public void Shell_command_runs_text(string text, int code, string output)
    {
        var result = ShellRun.Of("-Command", text);

        Assert.Equal(output, result.Output.Trim());
        Assert.Equal(code, result.ExitCode);
    }

    [Theory]
    [InlineData("-Command")]
    [InlineData("-NoSuchOption")]
    [InlineData("no-such-script.ps1")]
    public void Shell_wrong_arguments_are_refused_with_the_usage(string argument)
    {
        var result = ShellRun.Of(argument);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(argument, result.Errors, StringComparison.Ordinal);
        Assert.Contains("usage:", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Shell_module_is_loaded_and_shown_by_its_views()
    {
        var result = ShellRun.Of("-Command", "(Get-Command Remove-MilvusIndex).Module.Path; New-MilvusField my_id INT64 -PrimaryKey");

        Assert.Equal(Repository.Combine("bin", "Milvus.dll"), result.Lines[0]);
        Assert.Contains(
            result.Lines,
            line => line.Contains("my_id", StringComparison.Ordinal) && line.Contains("INT64", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Shell_prompt_runs_line_by_line_survives_errors_and_ends_with_exit()
    {
        var result = ShellRun.Typed("$a = 20\nthrow 'first'\nif ($a) {\n$a + 1\n}\nexit 4\n'never'");

        Assert.Equal(["21"], result.Lines);
        Assert.Contains("first", result.Errors, StringComparison.Ordinal);
        Assert.Equal(4, result.ExitCode);
    }

    [InterruptFact]
    public void Shell_Ctrl_C_stops_the_running_pipeline_and_the_prompt_survives()
    {
        using var shell = ShellRun.Start();
        shell.Type("'started'; while ($true) { }");
        shell.WaitForLine("started");

        shell.Signal("INT");
        shell.Type("'alive'");

        shell.WaitForLine("alive");
        Assert.Equal(0, shell.Finish().ExitCode);
    }

    [InterruptFact]
    public void Shell_Ctrl_C_ends_a_script_through_its_finally()
    {
        using var folder = new TemporaryFolder();
        using var shell = ShellRun.Start(
            folder.Write("loop.ps1", "try { 'started'; while ($true) { } } finally { [Console]::Out.WriteLine('cleaned') }"));
        shell.WaitForLine("started");

        shell.Signal("INT");

        var result = shell.Finish();
        Assert.Equal(["started", "cleaned"], result.Lines);
        Assert.NotEqual(0, result.ExitCode);
    }
}
