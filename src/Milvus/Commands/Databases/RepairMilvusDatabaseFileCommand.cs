using System.Management.Automation;
using Milvus.Client;
using Milvus.Connections;
using Milvus.Files;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Writes a new database with everything that is still right in a damaged file.</summary>
/// <remarks>
/// Use this when a file gives the error MilvusDatabaseCorrupt, and its backup is too old. The damaged file and its log are only read. A row
/// gets into the new file only if it is proven to be what was written, and not to be deleted since. The output has a line for each
/// collection with the rows that are kept and lost and the reason, and a line for each other part that is lost. A single changed bit in a
/// table other than that of rows is found by the sum of the table and put right. If the log of the file is missing, the new file has the
/// state before it, and the output says so. Connect-Milvus opens the new file as any other.
/// </remarks>
/// <example>
/// <code>Repair-MilvusDatabaseFile ./damaged.db ./rescued.db</code>
/// Writes a new database, and shows what is kept and lost.
/// </example>
/// <example>
/// <code>Repair-MilvusDatabaseFile ./damaged.db ./rescued.db -Force | Where-Object Reason</code>
/// Shows only what is lost, and replaces an existing file.
/// </example>
/// <example><code>Repair-MilvusDatabaseFile ./damaged.db ./rescued.db -WhatIf</code>Shows what would be done.</example>
[Cmdlet(VerbsDiagnostic.Repair, "MilvusDatabaseFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "Repair-MilvusDatabaseFile.md")]
[OutputType(typeof(RepairedPart))]
public sealed class RepairMilvusDatabaseFileCommand : MilvusCommand
{
    /// <summary>The damaged file. Nobody may have it open.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = string.Empty;

    /// <summary>The new file. Its folder must exist.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Destination { get; set; } = string.Empty;

    /// <summary>Replaces an existing file. A database that is open is never replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? Target => Path;

    /// <inheritdoc/>
    protected override void Process()
    {
        var source = LocalPaths.ResolveToReadOne(this, Path, literal: true);
        var target = new DatabasePath(SessionState).Resolve(Destination);
        var action = File.Exists(target) && Force ? "Repair database, and replace the existing file" : "Repair database";
        if (!ShouldProcess($"'{source}' to '{target}'", action))
        {
            return;
        }

        var display = new WaitDisplay($"Repairing {source}");
        var parts = Await(token => MilvusClient.RepairDatabaseFileAsync(source, target, Force, display, token), display: display);
        if (parts.Any(part => part.Reason.Length > 0))
        {
            WriteWarning($"Not everything of '{source}' could be kept. The output says what is lost. The file itself is unchanged.");
        }

        foreach (var part in parts)
        {
            WriteObject(part);
        }
    }
}
