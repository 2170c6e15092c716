namespace Milvus.Benchmarks;

/// <summary>A copy of the module in which the assemblies with machine code are replaced by those that the compiler wrote.</summary>
internal static class PlainModule
{
    /// <summary>Creates the copy.</summary>
    /// <returns>Its manifest; null if the module has no machine code, because it is not a release build.</returns>
    internal static string? TryCreate(string folder)
    {
        var compiled = Repository.Combine("artifacts", "obj", "Milvus.Precompiled", "release");
        var machineCode = Directory.Exists(compiled) ? Directory.GetFiles(compiled, "*.dll", SearchOption.AllDirectories) : [];
        if (machineCode.Length == 0)
        {
            Console.WriteLine("not compared: the module is not a release build; run with -c Release");
            return null;
        }

        var root = Repository.Root;
        foreach (var file in Directory.GetFiles(Path.Combine(root, "bin"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        foreach (var file in machineCode)
        {
            var relative = Path.GetRelativePath(compiled, file);
            var project = Path.GetDirectoryName(relative) is { Length: > 0 } ? "Milvus.Client" : "Milvus";
            var plain = Repository.Combine("artifacts", "bin", project, "release", Path.GetFileName(file));
            File.Copy(plain, Path.Combine(folder, "bin", relative), overwrite: true);
        }

        var manifest = Path.Combine(folder, "Milvus.psd1");
        File.Copy(Repository.Manifest, manifest);
        return manifest;
    }
}
