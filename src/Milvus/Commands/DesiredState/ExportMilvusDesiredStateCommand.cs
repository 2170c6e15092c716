using System.Management.Automation;
using Milvus.DesiredState;
using Milvus.Files;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>
/// Writes the present state of a server to a file: databases, collections with their fields, functions, indexes, partitions, aliases and
/// properties, users, roles, grants, privilege groups and resource groups.
/// </summary>
/// <remarks>
/// <para>The file has no rows, ids, times or passwords. Compare-MilvusDesiredState compares it with a server, and Set-MilvusDesiredState
/// makes a server equal to it. See about_Milvus_DesiredState.</para>
/// <para>The name decides on the format: .psd1 or .json. A part that the server does not have, or that the user may not read, is left out
/// with a warning. With -Database, the file has that database and its collections only.</para>
/// </remarks>
/// <example><code>Export-MilvusDesiredState ./state.psd1</code>Writes the state of the current server.</example>
/// <example>
/// <code>Export-MilvusDesiredState ./words.json -Database default -Force</code>
/// Writes one database as JSON, and overwrites the file.
/// </example>
/// <example>
/// <code>Export-MilvusDesiredState ./lab.psd1 -Connection $lab; Compare-MilvusDesiredState ./lab.psd1 -Connection $live</code>
/// Compares two servers by a file.
/// </example>
[Cmdlet(VerbsData.Export, "MilvusDesiredState", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Export-MilvusDesiredState.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportMilvusDesiredStateCommand : ConnectedCommand
{
    private const string ByPath = "ByPath";
    private const string ByLiteralPath = "ByLiteralPath";

    /// <summary>The file to write: .psd1 or .json. Wildcards may match one existing file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file to write, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Overwrites an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => Path ?? LiteralPath;

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = LocalPaths.ResolveToWrite(this, Path ?? LiteralPath!, ParameterSetName == ByLiteralPath);
        StateFile.CheckName(file);
        LocalFiles.CheckTarget(file, Force);
        if (!ShouldProcess(file, $"Export the state of {Connected.Place}{(File.Exists(file) ? ", overwriting the file" : string.Empty)}"))
        {
            return;
        }

        var current = Database ?? Connected.Database;
        var state = Await((call, token) => new PresentState(Client, call, current).ReadAllAsync(Database, token));
        LocalFiles.Write(file, StateFile.ToBytes(state, file), Force);
        if (PassThru)
        {
            WriteObject(LocalPaths.GetItem(this, file), enumerateCollection: true);
        }
    }
}
