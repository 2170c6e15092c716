using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Removes a file resource. The file in the object store stays.</summary>
/// <example><code>Remove-MilvusFileResource stopwords</code>Removes the name.</example>
/// <example><code>Get-MilvusFileResource test* | Remove-MilvusFileResource -WhatIf</code>Shows which would be removed.</example>
/// <example><code>Remove-MilvusFileResource one, two</code>Removes two.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusFileResource", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Remove-MilvusFileResource.md")]
public sealed class RemoveMilvusFileResourceCommand : NamedCommand<FileResource>
{
    private protected override void Act(string name, FileResource? item)
    {
        var client = GetClient(item);
        if (ShouldProcess($"file resource {name} on {GetConnection(item).Place}", "Remove file resource"))
        {
            Await((call, token) => client.RemoveFileResourceAsync(call, name, token), GetCall(item));
        }
    }
}
