using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Access;

/// <summary>
/// Each cmdlet does its task for a user who has exactly the privileges of docs/privileges.tsv, and not with one of them less.
/// </summary>
public sealed class PrivilegeTests : IClassFixture<PrivilegeWorlds>
{
    // A server obeys a fresh grant, and its end, when it has heard of it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    // The contract has no request for them any more.
    private static readonly HashSet<string> _checkedByEngine =
    [
        .. MilvusService.Descriptor.Methods.Select(method => method.InputType)
            .Select(message => message.GetOptions()?.GetExtension(CommonExtensions.PrivilegeExtObj))
            .OfType<PrivilegeExt>()
            .Select(privilege => CommonReflection.Descriptor.EnumTypes.Single(type => type.Name == nameof(ObjectPrivilege))
                .FindValueByNumber((int)privilege.ObjectPrivilege).Name["Privilege".Length..]),
    ];

    // What is tried on a real Milvus in every run; the environment variable MILVUS_PRIVILEGES with the value "all" tries everything.
    private static readonly string[] _dailyWork =
    [
        "Get-MilvusCollection",
        "New-MilvusCollection",
        "Remove-MilvusCollection",
        "New-MilvusPartition",
        "Remove-MilvusPartition",
        "Add-MilvusEntity",
        "Get-MilvusEntity",
        "Search-MilvusEntity",
    ];

    private readonly PrivilegeWorlds _worlds;

    /// <summary>The worlds that the tasks share.</summary>
    public PrivilegeTests(PrivilegeWorlds worlds) => _worlds = worlds;

    /// <summary>Each task on each back end that can run it.</summary>
    public static TheoryData<string, string> Tasks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var world in new[] { PrivilegeWorld.Embedded, PrivilegeWorld.Served, PrivilegeWorld.Milvus })
            {
                var backend = world == PrivilegeWorld.Served ? PrivilegeWorld.Embedded : world;
                foreach (var task in PrivilegeTask.All.Where(task =>
                        Backend.IsThere(backend) && !task.Skip.ContainsKey(backend) && IsTriedOn(world, task)))
                {
                    data.Add(world, task.ToString());
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Privilege_cmdlet_needs_exactly_the_privileges_of_the_table(string backend, string name)
    {
        var world = _worlds.Of(backend);
        var task = PrivilegeTask.All.Single(known => known.ToString() == name);
        // Milvus 2.3.5 goes on obeying a grant that it no longer lists, for half a minute and more: only the engine shows what is missing.
        foreach (var missing in task.Needed.Where(privilege => world.Name != PrivilegeWorld.Milvus && IsChecked(task, privilege)))
        {
            world.Grant(task.Needed.Where(privilege => privilege != missing));
            var denied = Until(world, task, ran => ran.ErrorIds.Contains("MilvusPermissionDenied"));
            if (world.Name == PrivilegeWorld.Embedded && denied.ErrorIds.Contains("MilvusNotSupportedByEmbedded"))
            {
                // What it reads first is not there; the served engine answers that.
                continue;
            }

            Assert.True(denied.ErrorIds.Contains("MilvusPermissionDenied"), $"Without {missing}: {Text(denied)}");
            Assert.Contains(denied.Errors, error => error.Exception.Message.Contains(world.NameHere(missing), StringComparison.Ordinal));
        }

        world.Grant(task.Needed);
        var done = Until(world, task, ran => !ran.ErrorIds.Contains("MilvusPermissionDenied"));

        if (world.Name == PrivilegeWorld.Milvus && IsNotObeyed(world, task, done))
        {
            // Milvus 2.3.5 may not obey a grant that it lists; at least it refuses nothing but what the table has.
            return;
        }

        Assert.True(done.ErrorIds.All(id => IsAllowed(world, task, id)), Text(done));
        // What is not shown is said once.
        Assert.Equal(done.Verbose.Where(IsAboutMissing).Distinct(), done.Verbose.Where(IsAboutMissing));
    }

    [Fact]
    public void Privilege_every_row_of_the_table_has_a_task()
    {
        var tried = PrivilegeTask
            .All.SelectMany(task => task.Conditions.Append(string.Empty).Select(condition => (task.Cmdlet, condition)))
            .ToHashSet();
        var untried = PrivilegeRow.All.Where(row => !tried.Contains((row.Cmdlet, row.IsNeeded ? row.When : string.Empty)));
        var unknown = PrivilegeTask.All.SelectMany(task => task.Conditions.Select(condition => (task.Cmdlet, condition)))
            .Except(PrivilegeRow.All.Select(row => (row.Cmdlet, row.When)));

        Assert.Empty(untried);
        Assert.Empty(unknown);
    }

    private static bool IsChecked(PrivilegeTask task, string privilege) =>
        !task.Open.Contains(privilege) && _checkedByEngine.Contains(privilege);

    // A real Milvus may take half a minute to obey each grant, so that all tasks take longer than everything else together.
    private static bool IsTriedOn(string world, PrivilegeTask task) =>
        world != PrivilegeWorld.Milvus
        || Environment.GetEnvironmentVariable("MILVUS_PRIVILEGES") == "all"
        || _dailyWork.Contains(task.Cmdlet);

    // The engine in this process has no answers but its own, and says by name what it does not implement.
    private static bool IsAllowed(PrivilegeWorld world, PrivilegeTask task, string id) =>
        id == task.Fails || (world.Name == PrivilegeWorld.Embedded && id == "MilvusNotSupportedByEmbedded");

    private static bool IsNotObeyed(PrivilegeWorld world, PrivilegeTask task, Ran ran) =>
        ran.ErrorIds is ["MilvusPermissionDenied"]
        && task.Needed.Any(privilege =>
            ran.Errors[0].Exception.Message.Contains($"Privilege{world.NameHere(privilege)}:", StringComparison.Ordinal));

    private static bool IsAboutMissing(string line) =>
        line.Contains("is unknown: ", StringComparison.Ordinal) || line.Contains("shown as requested: ", StringComparison.Ordinal);

    private static Ran Until(PrivilegeWorld world, PrivilegeTask task, Func<Ran, bool> isObeyed)
    {
        for (var end = DateTime.UtcNow + _patience; ;)
        {
            var ran = world.Run(task);
            if (world.Name == PrivilegeWorld.Milvus && (task.Line + task.Before).Contains("r{n}", StringComparison.Ordinal))
            {
                world.RemoveRoles();
            }

            if (isObeyed(ran) || world.Name != PrivilegeWorld.Milvus || DateTime.UtcNow > end)
            {
                return ran;
            }

            Thread.Sleep(500);
            world.GrantAgain();
        }
    }

    private static string Text(Ran ran) =>
        ran.Errors.Count == 0 ? "no error" : string.Join('\n', ran.Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"));
}
