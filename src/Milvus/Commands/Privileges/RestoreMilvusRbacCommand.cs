using System.Globalization;
using System.Management.Automation;
using Milvus.Commands.Privileges;
using Milvus.Files;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Restores users, roles, privileges and privilege groups from a backup.</summary>
/// <remarks>Either everything is restored or nothing. An existing user, role or group is an error.</remarks>
/// <example><code>Restore-MilvusRbac ./rbac.json</code>Restores the file that Backup-MilvusRbac wrote.</example>
/// <example>
/// <code>Backup-MilvusRbac -Connection old | Restore-MilvusRbac -Connection new</code>
/// Copies users and roles from one server to another.
/// </example>
/// <example><code>Restore-MilvusRbac ./rbac.json -WhatIf</code>Shows the number of objects that would be restored.</example>
[Cmdlet(VerbsData.Restore, "MilvusRbac", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RestoreMilvusRbacCommand : ConnectedCommand
{
    private const string ByPath = "ByPath";
    private const string ByLiteralPath = "ByLiteralPath";
    /// <summary>The file that Backup-MilvusRbac wrote.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file, without wildcards; this applies to a piped file, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>
    /// The output of Backup-MilvusRbac. It is restored to the current connection, or to -Connection, not to its origin.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public RbacBackup? InputObject { get; set; }

    private protected override object? Target => Path ?? LiteralPath;

    /// <inheritdoc/>
    protected override void Process()
    {
        var backup =
            InputObject ?? RbacFile.Read(LocalPaths.ResolveToReadOne(this, Path ?? LiteralPath!, ParameterSetName == ByLiteralPath));
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"Restore {backup.User.Count} users, {backup.Role.Count} roles, {backup.Privilege.Count} privileges and "
                + $"{backup.PrivilegeGroup.Count} groups of privileges");
        if (ShouldProcess(Connected.Label, what))
        {
            Await((call, token) => Client.RestoreRbacAsync(call, backup, token));
        }
    }
}
