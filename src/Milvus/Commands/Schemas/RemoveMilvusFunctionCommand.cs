using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops functions of a collection.</summary>
/// <example>
/// <code>Remove-MilvusFunction words embed</code>
/// Drops the function. The field it computed stays, and rows must then contain its values.
/// </example>
/// <example><code>Remove-MilvusFunction words bm25 -WithField</code>Drops the function and the field it computed.</example>
/// <example>
/// <code>(Get-MilvusCollection words).Function | Remove-MilvusFunction -WhatIf</code>
/// Shows which functions would be dropped.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MilvusFunction", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusFunction.md")]
public sealed class RemoveMilvusFunctionCommand : NamedInCollectionCommand<Function>
{
    /// <summary>Also drops the fields it computed, with their values.</summary>
    [Parameter]
    public SwitchParameter WithField { get; set; }

    private protected override void Act(string collection, string name, Function? item)
    {
        var client = GetClient(item);
        if (ShouldProcess(
                $"function {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}",
                WithField ? "Drop function and its fields" : "Drop function"))
        {
            Await((call, token) => client.DropFunctionAsync(call, collection, name, WithField, token), GetCall(item));
        }
    }
}
