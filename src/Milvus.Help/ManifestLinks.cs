using System.Text.RegularExpressions;

namespace Milvus.Help;

/// <summary>Writes the address of the project into the links of the manifest.</summary>
internal static partial class ManifestLinks
{
    internal static void Write(string manifest, string project, string pages)
    {
        var before = File.ReadAllText(manifest);
        var after = Link().Replace(before, link => link.Groups["name"].Value switch
        {
            "ProjectUri" => link.Groups["key"].Value + $"'{project}'",
            "LicenseUri" => link.Groups["key"].Value + $"'{pages}/LICENSE'",
            _ => link.Groups["key"].Value + $"'{pages}/CHANGELOG.md'",
        });
        if (after != before)
        {
            File.WriteAllText(manifest, after);
        }
    }

    [GeneratedRegex(@"(?<key>(?<name>ProjectUri|LicenseUri|ReleaseNotes)\s*=\s*)'[^']*'")]
    private static partial Regex Link();
}
