using System.Reflection;
using Milvus.Module.Tests.Guards;

namespace Milvus.Module.Tests.Help;

/// <summary>
/// Every example of the help runs, and its output has its connection. The server has all objects that examples use, except those that the
/// example creates. Examples that only read share a server.
/// </summary>
public sealed class HelpExampleTests : IDisposable
{
    private static readonly string[] _scripts = ["Filled.ps1", "Bare.ps1", "Unindexed.ps1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HelpExample_every_example_runs()
    {
        string[] databases = [.. _scripts.Select(script => _folder.File(Path.ChangeExtension(script, ".db")))];
        foreach (var (database, script) in databases.Zip(_scripts))
        {
            HelpWorld.Prepare(database, script);
        }

        // Reads come first, so that few examples meet what another has changed. What makes an object begins where none is.
        var wrong = new List<string>();
        foreach (var examples in HelpExample.All
            .Where(example => example.Runs)
            .OrderBy(example => Reads(example.Cmdlet) ? 0 : 1)
            .GroupBy(example => (HasFiles: HasFiles(example.Cmdlet), IsNew: example.Cmdlet.StartsWith("New-", StringComparison.Ordinal))))
        {
            var homes = examples.Key.IsNew ? [databases[1], databases[0], databases[2]] : databases;
            var shared = new HelpWorld(homes[0], examples.Key.HasFiles);
            foreach (var example in examples.Where(example => Errors(shared, example).Length > 0))
            {
                // Changes of earlier examples may make it fail. So it is run again on an unchanged server, and so are the following ones.
                shared.Dispose();
                shared = new HelpWorld(homes[0], examples.Key.HasFiles);
                var errors = new List<string> { Errors(shared, example) };
                foreach (var database in homes.Skip(1).TakeWhile(_ => errors[^1].Length > 0))
                {
                    errors.Add(Errors(database, example));
                }

                if (errors[^1].Length > 0)
                {
                    wrong.Add($"{example.Line}\n    {string.Join("\n    ", errors)}");
                }
            }

            shared.Dispose();
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void HelpExample_each_reason_not_to_run_one_is_needed() =>
        Assert.All(
            HelpExample.Reasons,
            words => Assert.Contains(HelpExample.All, example => example.Line.Contains(words, StringComparison.Ordinal)));

    private static bool Reads(string cmdlet) =>
        cmdlet.Split('-')[0] is "Get" or "Test" or "Measure" or "Search" or "Show" or "Compare" or "Find" or "Wait";

    private static bool HasFiles(string cmdlet) =>
        cmdlet is "Test-MilvusBackup" or "Compare-MilvusDesiredState" or "Set-MilvusDesiredState"
        || cmdlet.Split('-')[0] is "Import" or "Restore" or "Send" or "Start";

    private static string Errors(string database, HelpExample example)
    {
        using var world = new HelpWorld(database, HasFiles(example.Cmdlet));
        return Errors(world, example);
    }

    private static string Errors(HelpWorld world, HelpExample example)
    {
        var ran = world.Run(example.Line);
        var strangers = ran.Output
            .Select(item => item?.BaseObject)
            .OfType<object>()
            .Where(item => ModuleCmdlets.IsObject(item.GetType()) && !IsDefinition(example, item) && Origin(item) is null)
            .Select(item => $"{item.GetType().Name} '{item}' does not know its connection");
        return string.Join("; ", ran.Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}").Concat(strangers));
    }

    // Definitions and estimates, which are not on a server yet, and the parts of a backup or of a file, which can be of another server.
    private static bool IsDefinition(HelpExample example, object item) =>
        item.GetType().Name is "Schema" or "IndexParameter" or "RbacBackup" or "BackupTest" or "RepairedPart" or "IndexEstimate"
        || (example.Cmdlet == "Backup-MilvusRbac" && item.GetType().Name == "Privilege")
        || (example.Cmdlet.StartsWith("New-", StringComparison.Ordinal) && item.GetType().Name is "Field" or "Function");

    private static object? Origin(object item) =>
        Base(item.GetType()).GetProperty("Origin", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(item);

    private static Type Base(Type type) => type.Name == "MilvusObject" ? type : Base(type.BaseType!);
}
