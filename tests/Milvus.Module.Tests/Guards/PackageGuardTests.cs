using System.Text.Json;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// docs/package-files.txt lists the files of the module: those of a clean build, not the remains of an earlier one. The package task
/// compares the list with the files that it packs.
/// </summary>
public sealed class PackageGuardTests
{
    private const string Dependencies = "bin/dependencies/";
    private const string Runtimes = $"{Dependencies}runtimes/";

    // Written by packing from the packages that are shipped.
    private const string Notices = "THIRD-PARTY-NOTICES";

    private static readonly string[] _listed = File.ReadAllLines(PathOf("docs/package-files.txt"));

    [Fact]
    [Failure("S13")]
    public void PackageGuard_package_list_names_each_file_once_and_all_are_there()
    {
        Assert.Equal(_listed.Distinct().Order(StringComparer.Ordinal), _listed.Order(StringComparer.Ordinal));
        Assert.All(_listed.Except([Notices]), file => Assert.True(File.Exists(PathOf(file)), $"{file} is not there."));
    }

    [Fact]
    public void PackageGuard_package_list_has_the_assemblies_that_the_client_is_resolved_from()
    {
        var resolved = Libraries().SelectMany(library => Names(library, "runtime")).Select(Path.GetFileName)
            .Where(name => name != "Milvus.Core.dll").Select(name => Dependencies + name);
        var listed = ListedUnder(Dependencies).Except(ListedUnder(Runtimes)).Where(file => Path.GetExtension(file) == ".dll");

        Assert.Equal(resolved.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    /// <summary>A platform is listed with all its native libraries.</summary>
    [Fact]
    public void PackageGuard_package_list_has_the_natives_of_the_platforms_of_PowerShell()
    {
        string[] platforms =
        [
            "linux-arm", "linux-arm64", "linux-musl-x64", "linux-x64", "osx-arm64", "osx-x64", "win-arm64", "win-x64", "win-x86",
        ];
        var natives = Libraries().SelectMany(library => Names(library, "runtimeTargets"))
            .Where(name => platforms.Contains(name.Split('/')[1])).Select(name => Dependencies + name);

        Assert.Equal(natives.Order(StringComparer.Ordinal), ListedUnder(Runtimes).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PackageGuard_package_list_has_each_view_and_each_about_topic()
    {
        var views = Directory.GetFiles(PathOf("src/Milvus/Views"), "*.ps1xml")
            .Select(file => $"bin/{Path.GetFileName(file)}");
        var topics = Directory.GetFiles(PathOf("docs/about"), "*.md")
            .Select(file => $"en-US/{Path.GetFileNameWithoutExtension(file)}.help.txt");
        var listed = _listed.Where(file => Path.GetExtension(file) is ".ps1xml" or ".txt");

        Assert.Equal(views.Concat(topics).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> ListedUnder(string folder) =>
        _listed.Where(file => file.StartsWith(folder, StringComparison.Ordinal));

    private static string PathOf(string file) => Path.Combine(Repository.Root, file);

    private static List<JsonElement> Libraries()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf("bin/dependencies/Milvus.Client.deps.json")));
        var target = document.RootElement.GetProperty("targets").EnumerateObject().Single().Value;
        return [.. target.EnumerateObject().Select(library => library.Value.Clone())];
    }

    private static IEnumerable<string> Names(JsonElement library, string kind) =>
        library.TryGetProperty(kind, out var files) ? files.EnumerateObject().Select(file => file.Name) : [];
}
