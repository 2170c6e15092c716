using System.Management.Automation;
using System.Reflection;
using Grpc.Core;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>docs/design.md, "What the pipeline binds": the rule for text and properties in the pipeline, over all cmdlets.</summary>
public sealed class PipedNameGuardTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public PipedNameGuardTests()
    {
        _shell.Do("$null = Connect-Milvus $args[0] -Name one", _server.Address);
        _server.Log.Refusal = new Status(StatusCode.PermissionDenied, "not you");
    }

    /// <summary>The cmdlets that accept an object to which text can be converted.</summary>
    private static IEnumerable<Type> OfNames => ModuleCmdlets.All.Where(cmdlet => ModuleCmdlets.Piped(cmdlet).Any(HasName));

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void PipedNameGuard_text_is_a_name_only_where_the_cmdlet_reads_creates_or_loads()
    {
        var wrong = new List<string>();
        foreach (var cmdlet in OfNames)
        {
            _server.Log.Names.Clear();
            _shell.Runspace.SessionStateProxy.SetVariable("items", new object[] { "7" });

            var ids = string.Join(", ", _shell.Run(PipedItem.Line(cmdlet)).ErrorIds);

            var asked = !_server.Log.Names.IsEmpty;
            var fits = Asks(cmdlet) ? !asked && ids == "MilvusInvalidArgument" : asked || ids == "MilvusServerError";
            if (!fits)
            {
                wrong.Add($"{ModuleCmdlets.NameOf(cmdlet)}: errors '{ids}'; asked {string.Join(", ", _server.Log.Names)}");
            }
        }

        Assert.True(OfNames.Count(Asks) > 20 && OfNames.Count(cmdlet => !Asks(cmdlet)) > 30);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void PipedNameGuard_server_object_is_not_the_name_of_a_new_one()
    {
        var wrong = new List<string>();
        foreach (var cmdlet in ModuleCmdlets.All.Where(cmdlet => ModuleCmdlets.Attribute(cmdlet).VerbName == "New" && BindsText(cmdlet)))
        {
            _server.Log.Names.Clear();
            var role = Activator.CreateInstance(ModuleCmdlets.All[0].Assembly.GetReferencedAssemblies()
                .Where(name => name.Name == "Milvus.Core").Select(Assembly.Load).Single().GetType("Milvus.Role")!)!;
            _shell.Runspace.SessionStateProxy.SetVariable("items", new[] { role });

            var ran = _shell.Run($"$items | {ModuleCmdlets.NameOf(cmdlet)}");

            if (ran.Errors.Count == 0 || !_server.Log.Names.IsEmpty)
            {
                wrong.Add(ModuleCmdlets.NameOf(cmdlet));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void PipedNameGuard_properties_bind_only_paths_and_definitions_of_new_objects()
    {
        string[] never = ["Connection", "Database", "TimeoutSec", "Force", "Password", "Credential"];
        var bound = ModuleCmdlets.All
            .SelectMany(cmdlet => ModuleCmdlets.Parameters(cmdlet).Select(property => (Cmdlet: cmdlet, Property: property)))
            .Where(item => item.Property.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipelineByPropertyName))
            .Where(item => item.Property.Name != "LiteralPath")
            .Where(item => ModuleCmdlets.Attribute(item.Cmdlet).VerbName != "New" || never.Contains(item.Property.Name)
                // A definition has no other source: a piped server object would bind its properties, too.
                || ModuleCmdlets.Piped(item.Cmdlet).Any(ModuleCmdlets.IsObject))
            .Select(item => $"{ModuleCmdlets.NameOf(item.Cmdlet)} -{item.Property.Name}");

        Assert.Empty(bound);
    }

    private static bool HasName(Type type) => type.GetMethod("op_Explicit", [typeof(string)]) is not null;

    private static bool BindsText(Type cmdlet) => ModuleCmdlets.Piped(cmdlet).Any(type => type == typeof(string));

    private static bool Asks(Type cmdlet) =>
        ModuleCmdlets.Attribute(cmdlet) is { SupportsShouldProcess: true, ConfirmImpact: > ConfirmImpact.Low };
}
