using System.Reflection;

namespace Milvus.Module.Tests.Guards;

/// <summary>Objects like those of Get- cmdlets. The calls of a cmdlet show on which connection it acts.</summary>
internal static class PipedItem
{
    /// <summary>The arguments that a cmdlet needs besides the piped object.</summary>
    private static readonly Dictionary<string, string> _arguments = new()
    {
        ["Add-MilvusField"] = "-Field (New-MilvusField f VARCHAR -MaxLength 5 -Nullable)",
        ["Add-MilvusFunction"] = "-Function (New-MilvusFunction b BM25 -InputField a -OutputField s)",
        ["Set-MilvusFunction"] = "-Function (New-MilvusFunction b BM25 -InputField a -OutputField s)",
        ["Backup-MilvusDatabase"] = "-Path ([IO.Path]::GetTempPath() + 'milvus-never-written')",
        ["Convert-MilvusCollection"] = "-NewName n",
        ["Export-MilvusSchema"] = "-Path ([IO.Path]::GetTempPath() + 'milvus-never-written.json')",
        ["Export-MilvusSnapshot"] = "-TargetPath s3://x",
        ["Grant-MilvusRole"] = "-User u",
        ["Revoke-MilvusRole"] = "-User u",
        ["Move-MilvusReplica"] = "-TargetResourceGroup g",
        ["Move-MilvusSegment"] = "-SourceNodeId 4",
        ["New-MilvusAlias"] = "-Name a",
        ["New-MilvusIndex"] = "-Field f",
        ["New-MilvusNamespace"] = "-Name n",
        ["New-MilvusPartition"] = "-Name p",
        ["New-MilvusSnapshot"] = "-Name s",
        ["Rename-MilvusCollection"] = "-NewName n",
        ["Copy-MilvusCollection"] = "-NewName n",
        ["Restore-MilvusSnapshot"] = "-TargetCollection c",
        ["Set-MilvusAlias"] = "-Collection c",
        ["Set-MilvusCollection"] = "-Property @{ a = 1 }",
        ["Set-MilvusDatabase"] = "-Property @{ a = 1 }",
        ["Set-MilvusField"] = "-Property @{ a = 1 }",
        ["Set-MilvusIndex"] = "-Property @{ a = 1 }",
        ["Set-MilvusPrivilegeGroup"] = "-Add Insert",
        ["Set-MilvusResourceGroup"] = "-RequestNodeCount 1",
        ["Set-MilvusPrincipalTag"] = "-Tag @{ a = 1 }",
        ["Set-MilvusRole"] = "-Description d",
        ["Set-MilvusRowPolicy"] = "-Description d",
        ["Set-MilvusUser"] = "-Password secret1",
        ["Set-MilvusUserTag"] = "-Tag @{ a = 1 }",
        ["Start-MilvusImport"] = "-File a.json",
        ["Wait-MilvusIndex"] = "-TimeoutSec 20",
    };

    internal static string Line(Type cmdlet)
    {
        var name = ModuleCmdlets.NameOf(cmdlet);
        var asks = ModuleCmdlets.Attribute(cmdlet).SupportsShouldProcess ? " -Confirm:$false" : string.Empty;
        return $"$items | {name} {_arguments.GetValueOrDefault(name)}{asks}";
    }

    internal static object New(Type type, int number, object? origin = null, string? database = null)
    {
        var item = Activator.CreateInstance(type)!;
        foreach (
            var property in type.GetProperties()
                .Where(property => property.CanWrite && property.PropertyType == typeof(string) && property.Name != "RestUri"))
        {
            property.SetValue(item, property.Name switch
            {
                "Wal" => "RocksMQ",
                _ when property.Name.EndsWith("Id", StringComparison.Ordinal) => $"{number}",
                _ => $"x{number}",
            });
        }

        foreach (
            var property in type.GetProperties()
                .Where(property => property.CanWrite && property.PropertyType == typeof(long) && property.Name is "Id" or "JobId"))
        {
            property.SetValue(item, (long)number);
        }

        type.GetProperty("Database")!.SetValue(item, database);
        Base(type).GetProperty("Origin", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(item, origin);
        return item;
    }

    private static Type Base(Type type) => type.Name == "MilvusObject" ? type : Base(type.BaseType!);
}
