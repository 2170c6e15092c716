using Grpc.Core;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>Rules for all cmdlets with pipeline input.</summary>
public sealed class PipelineGuardTests : IDisposable
{
    private readonly RecordingServer _own = new();
    private readonly RecordingServer _other = new();
    private readonly ModuleShell _shell = new();
    private readonly object _origin;

    public PipelineGuardTests()
    {
        _origin = _shell.Do("($one = Connect-Milvus $args[0] -Name one)", _own.Address).Output.Single().BaseObject;
        _shell.Do("$two = Connect-Milvus $args[0] -Name two", _other.Address);
        _own.Log.Refusal = _other.Log.Refusal = new Status(StatusCode.PermissionDenied, "not you");
        Forget();
    }

    /// <summary>Each cmdlet with each type of object that it accepts.</summary>
    private static IEnumerable<(Type Cmdlet, Type Item)> Pairs =>
        from cmdlet in ModuleCmdlets.All
        from type in ModuleCmdlets.Piped(cmdlet).Distinct()
        where ModuleCmdlets.IsObject(type)
        from item in type.IsAbstract ? type.Assembly.GetExportedTypes().Where(known => known.Name is "Collection" or "Partition") : [type]
        where !IsDefinition(item) && !IsMadeOf(cmdlet, item)
        select (cmdlet, item);

    public void Dispose()
    {
        _shell.Dispose();
        _own.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void PipelineGuard_one_item_that_fails_leaves_the_others() => Check((cmdlet, item) =>
    {
        var items = new[] { 1, 2, 3 }.Select(number => PipedItem.New(item, number, _origin)).ToArray();

        var ran = Pipe(cmdlet, items);

        var ids = string.Join(", ", ran.ErrorIds);
        const string Refused = "MilvusPermissionDenied";
        var name = ModuleCmdlets.NameOf(cmdlet);
        // A backup has all items in one folder, so there is one error. With one
        // -NewName, a copy or a rebuild is for one collection.
        var all = name == "Backup-MilvusDatabase" ? Refused
            : name is "Convert-MilvusCollection" or "Copy-MilvusCollection" ? "MilvusInvalidArgument"
            // The server has no REST interface for any item, which is said once.
            : IsByRest(cmdlet) ? "MilvusNotSupported"
            : $"{Refused}, {Refused}, {Refused}";
        // The cmdlet only checks whether the database exists, which the user need not be allowed to.
        return name == "Use-MilvusDatabase" || ids == all
            ? null
            : $"three items gave {(ids.Length > 0 ? ids : "no error")}";
    });

    [Fact]
    public void PipelineGuard_object_acts_on_the_connection_it_came_from() => Check((cmdlet, item) =>
    {
        Pipe(cmdlet, PipedItem.New(item, 1, _origin));

        return _own.Log.Names.IsEmpty && !IsByRest(cmdlet) ? "asked nothing where the object came from"
            : _other.Log.Names.IsEmpty ? null
            : $"asked {string.Join(", ", _other.Log.Names)} on the current connection";
    });

    [Fact]
    public void PipelineGuard_object_acts_in_the_database_it_came_from() => Check((cmdlet, item) =>
    {
        Pipe(cmdlet, PipedItem.New(item, 1, _origin, "archive"));

        var elsewhere = _own.Log.Requests.Where(call => call.Headers.GetValue("dbname") != "archive").Select(call => call.Name).ToList();
        return elsewhere.Count == 0 || HasNoDatabase(item) ? null : $"asked {string.Join(", ", elsewhere)} in another database";
    });

    [Fact]
    public void PipelineGuard_another_connection_than_the_objects_is_refused() => Check((cmdlet, item) =>
    {
        var ran = Pipe(cmdlet, " -Connection $two", PipedItem.New(item, 1, _origin));

        return ran.ErrorIds is ["MilvusInvalidArgument"] && _own.Log.Names.IsEmpty && _other.Log.Names.IsEmpty
            ? null
            : $"gave {string.Join(", ", ran.ErrorIds)} and asked {string.Join(", ", _own.Log.Names.Concat(_other.Log.Names))}";
    });

    [Fact]
    public void PipelineGuard_object_of_another_kind_is_refused()
    {
        var kinds = Pairs.Select(pair => pair.Item).Distinct().ToList();
        var wrong = new List<string>();
        foreach (var cmdlet in ModuleCmdlets.All.Where(cmdlet => ModuleCmdlets.Piped(cmdlet).Any(ModuleCmdlets.IsObject)))
        {
            foreach (var kind in kinds.Where(kind =>
                    !ModuleCmdlets.Piped(cmdlet).Any(type => type.IsAssignableFrom(kind) && !IsDefinition(kind))))
            {
                Forget();
                var ran = Pipe(cmdlet, PipedItem.New(kind, 1, _origin));
                if (ran.Errors.Count == 0 || !_own.Log.Names.IsEmpty || !_other.Log.Names.IsEmpty)
                {
                    wrong.Add($"{kind.Name} | {ModuleCmdlets.NameOf(cmdlet)}: {string.Join(", ", ran.ErrorIds)}; asked "
                        + $"{string.Join(", ", _own.Log.Names.Concat(_other.Log.Names))}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("Add-MilvusEntity docs")]
    [InlineData("Set-MilvusEntity docs")]
    [InlineData("Remove-MilvusEntity docs")]
    [InlineData("Search-MilvusEntity docs -Field vector")]
    public void PipelineGuard_object_of_the_server_is_no_row(string command)
    {
        _other.Log.Refusal = null;
        _shell.Do("$null = New-MilvusCollection docs -Dimension 2 -PrimaryField Id");
        foreach (var kind in Pairs.Select(pair => pair.Item).Distinct().ToList())
        {
            Forget();

            _shell.Runspace.SessionStateProxy.SetVariable(
                "items",
                new[] { PipedItem.New(kind, 1, _shell.Do("$two").Output.Single().BaseObject) });
            var ran = _shell.Run($"$items | {command}");

            Assert.True(ran.ErrorIds is ["MilvusSchemaMismatch"], $"{kind.Name}: {string.Join(", ", ran.ErrorIds)}");
            Assert.Empty(_other.Log.Writes);
            Assert.DoesNotContain("Search", _other.Log.Names);
        }
    }

    // Definitions of New- cmdlets, which no Get- cmdlet returns.
    private static bool IsDefinition(Type item) => item.Name is "IndexParameter" or "Schema";

    // Fields of any origin can be used in new collections and schemas, and a backup is restored to the specified connection.
    private static bool IsMadeOf(Type cmdlet, Type item) =>
        (item.Name == "Field" && ModuleCmdlets.Attribute(cmdlet).VerbName == "New") || item.Name == "RbacBackup";

    // The service has no RPC for these; RestImportTests tests them.
    private static bool IsByRest(Type cmdlet) => ModuleCmdlets.NameOf(cmdlet) is "Complete-MilvusImport" or "Stop-MilvusImport";

    // Users, roles and similar objects belong to the server.
    private static bool HasNoDatabase(Type item) =>
        item.Name is "User" or "UserTag" or "Role" or "ResourceGroup" or "FileResource" or "Database";

    private void Check(Func<Type, Type, string?> check)
    {
        var wrong = new List<string>();
        foreach (var (cmdlet, item) in Pairs)
        {
            Forget();
            if (check(cmdlet, item) is { } complaint)
            {
                wrong.Add($"{item.Name} | {ModuleCmdlets.NameOf(cmdlet)}: {complaint}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private Ran Pipe(Type cmdlet, params object[] items) => Pipe(cmdlet, string.Empty, items);

    private Ran Pipe(Type cmdlet, string more, params object[] items)
    {
        _shell.Runspace.SessionStateProxy.SetVariable("items", items);
        return _shell.Run(PipedItem.Line(cmdlet) + more);
    }

    private void Forget()
    {
        foreach (var log in new[] { _own.Log, _other.Log })
        {
            log.Names.Clear();
            log.Requests.Clear();
        }
    }
}
