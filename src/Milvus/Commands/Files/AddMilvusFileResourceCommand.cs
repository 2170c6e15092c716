using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Adds a file resource: a name for a file in the server's object store, for example a dictionary of an analyzer.</summary>
/// <example>
/// <code>Add-MilvusFileResource stopwords -Path dictionaries/stopwords.txt</code>
/// Adds a file that already exists in the object store.
/// </example>
/// <example><code>Add-MilvusFileResource stopwords dictionaries/stopwords.txt -PassThru</code>Adds it and shows it.</example>
/// <example><code>Add-MilvusFileResource stopwords dictionaries/stopwords.txt -WhatIf</code>Shows what would change.</example>
[Cmdlet(VerbsCommon.Add, "MilvusFileResource", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "Add-MilvusFileResource.md")]
[OutputType(typeof(FileResource))]
public sealed class AddMilvusFileResourceCommand : ConnectedCommand
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The path of the file in the server's object store.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Path { get; set; } = string.Empty;

    /// <summary>Writes the file resource.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (!ShouldProcess($"{Path} on {Connected.Place}", $"Add file resource {Name}"))
        {
            return;
        }

        Await((call, token) => Client.AddFileResourceAsync(call, Name, Path, token));
        if (PassThru)
        {
            var added = ReadBack<IReadOnlyList<FileResource>>(
                $"File resource {Name} is added",
                [new FileResource { Name = Name, Path = Path }],
                Client.ListFileResourcesAsync);
            foreach (var resource in added.Where(resource => resource.Name == Name))
            {
                WriteObject(Mark(resource));
            }
        }
    }
}
