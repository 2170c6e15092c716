using System.Text.Json;
using Milvus.Module.Tests.Guards;

namespace Milvus.Module.Tests.Reliability.Security;

/// <summary>The packages of the product are few, locked with their hashes, and named in the notices.</summary>
public sealed class DependencyTests
{
    [Fact]
    [Failure("S13")]
    public void Dependency_of_each_project_is_locked_with_its_hash()
    {
        var projects = Directory.GetFiles(Repository.Combine("src"), "*.csproj", SearchOption.AllDirectories)
            // A build step whose packages are not shipped has no lock.
            .Where(project => !File.ReadAllText(project).Contains("LockFile>false<", StringComparison.Ordinal))
            .ToArray();
        Assert.True(projects.Length > 8, $"{projects.Length}");
        foreach (var project in projects)
        {
            var file = Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
            Assert.True(File.Exists(file), file);
            using var locked = JsonDocument.Parse(File.ReadAllText(file));
            var packages = locked.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project");
            Assert.All(packages, package => Assert.False(string.IsNullOrEmpty(package.Value.GetProperty("contentHash").GetString())));
        }
    }

    [Fact]
    [Failure("S13")]
    public void Dependency_versions_are_fixed_and_in_one_file()
    {
        var central = File.ReadAllText(Repository.Combine("Directory.Packages.props"));
        Assert.DoesNotMatch(@"Version=""[^""]*[*\[(,]", central);
        Assert.All(
            TestSource.Read("src", "*.csproj"),
            file => Assert.DoesNotMatch(@"<PackageReference [^>]*\bVersion=", file.Value));
    }
}
