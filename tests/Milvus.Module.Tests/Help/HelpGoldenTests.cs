namespace Milvus.Module.Tests.Help;

/// <summary>
/// The help of users changes only intentionally, independent of the classes behind it. To accept a change, run this test with
/// MILVUS_UPDATE_GOLDEN=1 and commit the new record.
/// </summary>
public sealed class HelpGoldenTests
{
    [Fact]
    public void HelpGolden_generated_help_is_the_recorded_help()
    {
        var golden = Repository.Combine("tests", "Milvus.Module.Tests", "Help", "help.txt");
        var help = HelpText.OfModule();
        if (Environment.GetEnvironmentVariable("MILVUS_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, help);
        }

        var (recorded, built) = (File.ReadAllLines(golden), help.Split('\n', StringSplitOptions.None)[..^1]);

        string[] lines = [.. recorded.Except(built).Select(line => "- " + line), .. built.Except(recorded).Select(line => "+ " + line)];
        Assert.True(
            lines.Length == 0,
            $"The help changed. If that is wanted, run this test with MILVUS_UPDATE_GOLDEN=1.\n{string.Join('\n', lines)}");
        Assert.Equal(recorded, built);
    }
}
