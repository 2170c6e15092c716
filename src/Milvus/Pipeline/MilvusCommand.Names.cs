using System.Management.Automation;
using System.Reflection;

namespace Milvus.Pipeline;

/// <summary>The rule for names that are piped as text.</summary>
public abstract partial class MilvusCommand
{
    /// <summary>
    /// Whether text in the pipeline is the name of an object: in cmdlets that read, create or load. A cmdlet that changes or removes
    /// something takes objects, which were found on a connection, or names as arguments, which somebody has typed.
    /// </summary>
    private bool TakesPipedNames => GetType().GetCustomAttribute<CmdletAttribute>() is not { } cmdlet
        || !cmdlet.SupportsShouldProcess || cmdlet.ConfirmImpact <= ConfirmImpact.Low;

    /// <exception cref="MilvusException">A name was piped as text to a cmdlet that changes or removes something.</exception>
    private void CheckPipedNames()
    {
        if (FindPipedName() is { } name && !TakesPipedNames)
        {
            var command = MyInvocation.MyCommand.Name;
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{command} does not take names from the pipeline, because it changes or removes what they name. '{name}' is unchanged.")
            {
                RecommendedAction = name is Collection
                    ? $"Pipe the objects: '{name}' | Get-MilvusCollection | {command}. Or specify the names as arguments."
                    : "Pipe the objects as their Get- cmdlet returns them, or specify the names as arguments.",
            };
        }
    }

    private MilvusObject? FindPipedName() => MyInvocation.BoundParameters.Values
        .SelectMany(value => value switch { MilvusObject[] items => items, MilvusObject item => [item], _ => Array.Empty<MilvusObject>() })
        .FirstOrDefault(item => item?.IsName == true);
}
