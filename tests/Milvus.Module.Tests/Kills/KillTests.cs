using Milvus.Testing.Kills;

namespace Milvus.Module.Tests.Kills;

/// <summary>One kill of an export and of an import; the benchmark kills has a hundred, of all transfers.</summary>
public sealed class KillTests
{
    private const int Rows = 1500;

    [Fact]
    [Failure("N3")]
    public async Task Kill_of_a_transfer_leaves_what_the_same_line_continues()
    {
        using var folder = new TemporaryFolder();
        await KillRun.PrepareAsync(folder.FullName, Rows);
        foreach (var name in new[] { "export", "import" })
        {
            var operation = KillOperation.All.Single(item => item.Name == name);

            var result = await new KillRun(folder.FullName, KillOperation.FileTarget, new Random(1)).RunOnceAsync(operation);

            Assert.Equal(string.Empty, string.Join("\n", result.Failures));
            Assert.Equal((name, 1, 1), (result.Operation, result.Kills, result.Continued));
        }
    }
}
