using System.Management.Automation;
using Milvus.Completion;

namespace Milvus.Values;

/// <summary>
/// Spells a name as its list does: servers tell capital letters from small ones where PowerShell does not. Names that are not in the list
/// stay as they are.
/// </summary>
/// <param name="list">The completer that has the list.</param>
internal sealed class ListedNameTransformationAttribute(Type list) : ArgumentTransformationAttribute
{
    private readonly ListCompleter names = (ListCompleter)Activator.CreateInstance(list)!;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string name ? names.Spell(name) : inputData;
}
