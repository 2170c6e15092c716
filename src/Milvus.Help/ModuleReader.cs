using System.Management.Automation;
using System.Reflection;

namespace Milvus.Help;

/// <summary>Reads the cmdlets of the built module by reflection, and their texts from the doc comments.</summary>
internal static class ModuleReader
{
    internal static IReadOnlyList<CommandHelp> Read(string assembly, DocComments comments) =>
        [.. Assembly.LoadFrom(assembly).GetExportedTypes()
            .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)
            .Select(type => Command(type, comments))
            .OrderBy(command => command.Name, StringComparer.Ordinal)];

    private static CommandHelp Command(Type type, DocComments comments)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        var unbound = Activator.CreateInstance(type)!;
        var parameters = type.GetProperties()
            .Where(property => property.IsDefined(typeof(ParameterAttribute)))
            .Select(property => Parameter(type, property, comments, DefaultValue.Of(unbound, property)))
            .ToList();
        if (cmdlet.SupportsShouldProcess)
        {
            parameters.Add(Common("WhatIf", "Shows what would happen; nothing is changed.", "wi"));
            parameters.Add(Common("Confirm", "Asks before anything is changed.", "cf"));
        }

        return new CommandHelp(
            cmdlet.VerbName,
            cmdlet.NounName,
            cmdlet.HelpUri,
            comments.Summary(type),
            comments.Remarks(type),
            comments.Examples(type),
            parameters,
            [.. type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(output => output.Name).Distinct()],
            AsksServer(type),
            !cmdlet.SupportsShouldProcess ? CommandChange.None
                : cmdlet.ConfirmImpact == ConfirmImpact.High ? CommandChange.Asking
                : CommandChange.Silent,
            [.. comments.FindIdle(type), .. comments.FindRepeated(type)]);
    }

    // Whether a cmdlet has a connection or creates one.
    private static bool AsksServer(Type? type) =>
        type?.Name is "ConnectedCommand" or "ConnectMilvusCommand" || (type is not null && AsksServer(type.BaseType));

    private static ParameterHelp Parameter(Type cmdlet, PropertyInfo property, DocComments comments, string? initial) => new(
        property.Name,
        Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
        comments.Parameter(cmdlet, property),
        initial,
        [.. property.GetCustomAttribute<AliasAttribute>(inherit: false)?.AliasNames ?? []],
        property.IsDefined(typeof(SupportsWildcardsAttribute)),
        Uses(property));

    // An optional parameter binds in every set, but is valid only in the sets of its OnlyIn attribute.
    private static Dictionary<string, ParameterUse> Uses(PropertyInfo property)
    {
        var uses = property.GetCustomAttributes<ParameterAttribute>(inherit: false).ToDictionary(use => use.ParameterSetName, Use);
        var only = property.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "OnlyInAttribute");
        if (
            only?.ConstructorArguments[0].Value is IReadOnlyCollection<CustomAttributeTypedArgument> sets
            && uses.Remove(ParameterHelp.AllSets, out var everywhere))
        {
            foreach (var set in sets.Select(argument => (string)argument.Value!))
            {
                uses.TryAdd(set, everywhere);
            }
        }

        return uses;
    }

    private static ParameterUse Use(ParameterAttribute use) => new(
        use.Mandatory,
        use.Position >= 0 ? use.Position : null,
        use.ValueFromPipeline,
        use.ValueFromPipelineByPropertyName);

    private static ParameterHelp Common(string name, string text, string alias) => new(
        name,
        typeof(SwitchParameter),
        text,
        DefaultValue.Off,
        [alias],
        false,
        new Dictionary<string, ParameterUse> { [ParameterHelp.AllSets] = new(false, null, false, false) });
}
