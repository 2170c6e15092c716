using System.Management.Automation;
using System.Reflection;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>The cmdlets of the module, by reflection.</summary>
internal static class ModuleCmdlets
{
    internal static IReadOnlyList<Type> All { get; } = Load();

    internal static string NameOf(Type cmdlet) => $"{Attribute(cmdlet).VerbName}-{Attribute(cmdlet).NounName}";

    internal static CmdletAttribute Attribute(Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;

    internal static IEnumerable<PropertyInfo> Parameters(Type cmdlet) =>
        cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)));

    /// <summary>The element type of an array or a nullable type.</summary>
    internal static Type Element(Type type)
    {
        var plain = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(plain) ?? plain;
    }

    /// <summary>The types that a cmdlet accepts from the pipeline by value.</summary>
    internal static IEnumerable<Type> Piped(Type cmdlet) => Parameters(cmdlet)
        .Where(property => property.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipeline))
        .Select(property => Element(property.PropertyType));

    internal static bool IsObject(Type? type) => type is not null && (type.Name == "MilvusObject" || IsObject(type.BaseType));

    private static Type[] Load()
    {
        using var shell = new ModuleShell();
        return [.. AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "Milvus").GetExportedTypes()
            .Where(type => type.IsDefined(typeof(CmdletAttribute)))];
    }
}
