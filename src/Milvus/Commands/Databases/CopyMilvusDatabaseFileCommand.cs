using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Connections;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Copies the file of an embedded database, also while it is used.</summary>
/// <remarks>
/// The copy is a complete database: all databases, collections, indexes, snapshots and users. Rows that are written during the copy are in
/// it. The copy gets its name when it is complete, so a copy that fails or is stopped leaves the destination as it was. A database in
/// memory is copied to a file, too. The file of a database that another process has open cannot be copied.
/// </remarks>
/// <example>
/// <code>Connect-Milvus -Path ./demo.db; Copy-MilvusDatabaseFile -Destination ./copy.db</code>
/// Copies the database of the current connection while it is open.
/// </example>
/// <example>
/// <code>Copy-MilvusDatabaseFile ./demo.db ./copy.db -Force</code>
/// Copies a database that need not be open, and replaces an existing copy.
/// </example>
/// <example><code>Copy-MilvusDatabaseFile ./demo.db ./copy.db -WhatIf</code>Shows what would be copied.</example>
[Cmdlet(VerbsCommon.Copy, "MilvusDatabaseFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "Copy-MilvusDatabaseFile.md")]
[OutputType(typeof(FileInfo))]
public sealed class CopyMilvusDatabaseFileCommand : MilvusCommand
{
    /// <summary>The file of the database; when left out, the database of the connection is copied.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The new file. Its folder must exist.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Destination { get; set; } = string.Empty;

    /// <summary>
    /// The connection whose database is copied, as Connect-Milvus returns it, or its name. The default is the current connection of the
    /// runspace.
    /// </summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public MilvusConnection? Connection { get; set; }

    /// <summary>Replaces an existing file. A database that is open is never replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? Target => Path ?? Destination;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (Path is not null && Connection is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-Path and -Connection exclude each other: use one of them.");
        }

        var target = new DatabasePath(SessionState).Resolve(Destination);
        if (Path is not null)
        {
            var source = LocalPaths.ResolveToReadOne(this, Path, literal: true);
            Copy(source, target, (display, token) => MilvusClient.CopyDatabaseFileAsync(source, target, Force, display, token));
        }
        else
        {
            var connection = Connection?.Resolve() ?? RunspaceConnections.CurrentOrError;
            if (!connection.Client.IsEmbedded)
            {
                throw new MilvusException(
                    MilvusErrorId.NotSupported, $"'{connection.Name}' is a connection to a server, which has no database file.")
                {
                    RecommendedAction =
                        "Backup-MilvusDatabase writes the collections of a server to files. -Path copies the file of an embedded database.",
                };
            }

            Copy(
                connection.Address,
                target,
                (display, token) => connection.Client.CopyDatabaseFileAsync(target, Force, display, token));
        }
    }

    private void Copy(string source, string target, Func<WaitDisplay, CancellationToken, Task> copy)
    {
        var action = File.Exists(target) && Force ? "Copy database, and replace the existing file" : "Copy database";
        if (ShouldProcess($"'{source}' to '{target}'", action))
        {
            var display = new WaitDisplay($"Copying {source}");
            Await(token => copy(display, token), display: display);
            WriteObject(LocalPaths.GetItem(this, target), enumerateCollection: true);
        }
    }
}
