using System.Reflection;
using System.Runtime.Loader;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Isolation;

/// <summary>Tests the shipped module: its dependencies do not affect other modules.</summary>
public class IsolationTests
{
    [Fact]
    [Failure("S8")]
    public void Isolation_tested_module_is_the_shipped_one_and_its_client_is_private()
    {
        using var shell = new ModuleShell();

        shell.Do("Connect-Milvus -InMemory; Get-MilvusCollection");

        var module = Loaded("Milvus").Single();
        Assert.Equal(Path.Combine(Repository.Root, "bin", "Milvus.dll"), module.Location);
        var client = Loaded("Milvus.Client").Single();
        Assert.NotSame(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(client));
        Assert.Same(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(Loaded("Milvus.Core").Single()));
        Assert.Equal(Path.Combine(Repository.Root, "bin", "dependencies"), Path.GetDirectoryName(client.Location));
    }

    [Fact]
    public void Isolation_client_uses_its_own_protobuf_whatever_the_default_context_has_loaded()
    {
        // The copy in the folder of the tests, which is like that of another module.
        var foreign = typeof(Google.Protobuf.IMessage).Assembly;
        using var shell = new ModuleShell();

        shell.Do("Connect-Milvus -InMemory; Get-MilvusCollection");

        Assert.Same(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(foreign));
        var client = AssemblyLoadContext.GetLoadContext(Loaded("Milvus.Client").Single())!;
        var own = client.Assemblies.Single(assembly => assembly.GetName().Name == "Google.Protobuf");
        Assert.NotSame(foreign, own);
        Assert.StartsWith(Path.Combine(Repository.Root, "bin", "dependencies"), own.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Milvus")]
    [InlineData("Milvus.Core")]
    public void Isolation_no_public_member_names_a_type_of_a_package(string name)
    {
        using var shell = new ModuleShell();
        var assembly = Loaded(name).Single();

        var named = assembly
            .GetExportedTypes()
            .SelectMany(type =>
                type.GetMembers(
                    BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(IsVisible)
            .SelectMany(TypesOf)
            .Select(type => type.Assembly.GetName().Name!)
            .Distinct()
            .Where(used =>
                used is not ("Milvus" or "Milvus.Core" or "System.Management.Automation")
                && !used.StartsWith("System.", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(named);
    }

    [Fact]
    public void Isolation_users_types_can_be_named_and_the_clients_cannot()
    {
        using var shell = new ModuleShell();

        var ran = shell.Do(
            "Connect-Milvus -InMemory; [Milvus.Index].FullName; [Milvus.MilvusException].FullName; 'Milvus.Client.MilvusClient' -as [type]"
        );

        Assert.Equal(
            ["Milvus.Index", "Milvus.MilvusException"],
            ran.Output.Skip(1)
                .OfType<System.Management.Automation.PSObject>()
                .Where(item => item is not null)
                .Select(item => item.ToString()));
    }

    private static IEnumerable<Assembly> Loaded(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name == name);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        FieldInfo field => [field.FieldType],
        _ => [],
    };
}
