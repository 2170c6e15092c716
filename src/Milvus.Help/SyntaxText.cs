namespace Milvus.Help;

/// <summary>Writes a parameter set as Get-Help shows it: optional parts in brackets.</summary>
internal static class SyntaxText
{
    internal static string Write(CommandHelp command, string set) =>
        string.Join(' ', command.InOrder(set).Select(item => Part(item.Parameter, item.Use)).Prepend(command.Name));

    private static string Part(ParameterHelp parameter, ParameterUse use)
    {
        var name = $"-{parameter.Name}";
        if (parameter.IsSwitch)
        {
            return $"[{name}]";
        }

        var part = $"{(use.Position is null ? name : $"[{name}]")} <{parameter.Type.Name}>";
        return use.Mandatory ? part : $"[{part}]";
    }
}
