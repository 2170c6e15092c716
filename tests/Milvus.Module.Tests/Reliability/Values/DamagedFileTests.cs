using System.Globalization;
using Milvus.Module.Tests.Hosting;
using Milvus.Testing.Inputs;
using Xunit.Abstractions;

namespace Milvus.Module.Tests.Reliability.Values;

/// <summary>
/// Files of every format of imports with changed, missing and repeated bytes: the rows go in, or the errors are those of the module, within
/// 5 seconds and with 500 MB of memory. MILVUS_DAMAGED_FILES is the number of files of all formats together, by default 24.
/// </summary>
public sealed class DamagedFileTests(ITestOutputHelper output)
{
    private static readonly string? _number = Environment.GetEnvironmentVariable("MILVUS_DAMAGED_FILES");
    private static readonly int _count = int.Parse(_number ?? "24", CultureInfo.InvariantCulture);

    private static readonly string[] _endings =
    [
        ".jsonl", ".json", ".csv", ".tsv", ".parquet", ".arrow", ".npz", ".npy", ".fvecs", ".jsonl.gz", ".csv.gz", ".npy.gz",
    ];

    [Fact]
    [Failure("V10", "S6")]
    public void DamagedFile_of_every_format_is_imported_or_refused_with_errors_of_the_module()
    {
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell();
        Prepare(shell, folder);
        var seed = _number is null ? 1 : Environment.TickCount;
        var random = new Random(seed);
        var files = _endings.Select(ending => File.ReadAllBytes(folder.File("rows" + ending))).ToArray();
        var watch = new InputWatch(isAlone: _number is not null);
        for (var i = 0; i < _count; i++)
        {
            var format = i % files.Length;
            var path = folder.File("damaged" + _endings[format]);
            var bytes = Damage(files[format], random);
            File.WriteAllBytes(path, bytes);
            string Describe() => $"seed {seed}, file {i} of {_endings[format]}, {Convert.ToBase64String(bytes)}";
            watch.Try(Describe, () => Import(shell, path, folder.File("ledger"), Describe));
        }

        output.WriteLine($"{_endings.Length} formats: {watch.Summary}");
        Assert.True(watch.Counts is { Taken: > 0, Refused: > 0 }, watch.Summary);
    }

    /// <summary>Imports a file. Returns false if there was an error, which has to be one of the module.</summary>
    private static bool Import(ModuleShell shell, string path, string ledger, Func<string> describe)
    {
        var ran = shell.Run(
            "Import-MilvusEntity docs $args[0] -Upsert -Force -LedgerPath $args[1] -WarningAction Ignore", path, ledger);
        var foreign = ran.Errors.FirstOrDefault(error => !error.FullyQualifiedErrorId.StartsWith("Milvus", StringComparison.Ordinal));
        Assert.True(foreign is null, $"{describe()}: {foreign?.FullyQualifiedErrorId} {foreign?.Exception}");
        return ran.Errors.Count == 0;
    }

    private static void Prepare(ModuleShell shell, TemporaryFolder folder) => shell.Do(
        """
        param($folder, $endings)
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey),
            (New-MilvusField text VARCHAR -MaxLength 100 -Nullable), (New-MilvusField number DOUBLE -Nullable),
            (New-MilvusField json JSON -Nullable), (New-MilvusField vector FLOAT_VECTOR -Dimension 2) `
            -IndexParameter (New-MilvusIndexParameter vector -MetricType L2)
        $null = 1..5 | ForEach-Object {
            @{ id = $_; text = "text $_, `"é`""; number = $_ / 3; json = @{ a = $_, $null }; vector = $_, 0.5; more = $_ }
        } | Add-MilvusEntity docs
        foreach ($ending in $endings) {
            $output = if ($ending -like '.npz') { @{ OutputField = 'id', 'number', 'vector' } } else { @{} }
            $null = Export-MilvusEntity docs "$folder/rows$ending" @output
        }
        """,
        folder.FullName,
        _endings);

    /// <summary>Changes, removes, repeats and adds some bytes.</summary>
    private static byte[] Damage(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (var left = random.Next(1, 5); left > 0 && bytes.Count > 1; left--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 50), bytes.Count - at)));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 4:
                    bytes[at] = random.Next(2) == 0 ? (byte)0 : (byte)255;
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }
}
