using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Files of pandas and NumPy are imported with the values that were written.</summary>
public sealed class FilesOfPythonTests : IDisposable
{
    private const string Script = """
        import sys
        import numpy as np
        import pandas as pd

        out = sys.argv[1]
        texts = ["", "a,\"b\"\nc", "é雪😀", "5"]
        numbers = [-0.5, 1e300, 0.1, 5.0]
        rows = [{"id": i - 2**62, "text": texts[i], "number": numbers[i], "flag": i % 2 == 0, "vector": [0.1 * i, -1.0]} for i in range(4)]
        frame = pd.DataFrame(rows)
        frame.to_parquet(f"{out}/pandas.parquet")
        frame.to_feather(f"{out}/pandas.feather")
        frame.to_json(f"{out}/pandas.json", orient="records", double_precision=15)
        frame.to_json(f"{out}/pandas.jsonl", orient="records", lines=True, double_precision=15)
        frame.to_csv(f"{out}/pandas.csv", index=False)
        frame.to_csv(f"{out}/pandas.tsv", index=False, sep="\t")
        frame.to_csv(f"{out}/pandas.csv.gz", index=False)
        np.savez_compressed(f"{out}/numpy.npz", id=frame.id.to_numpy(), text=np.array(texts), number=np.array(numbers),
            flag=frame.flag.to_numpy(), vector=np.array(frame.vector.tolist(), dtype="float32"))
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [PythonFact]
    public async Task FilesOfPython_every_value_is_the_one_that_was_written()
    {
        await PeerPython.RunAsync(Script, _folder.FullName);
        _shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection c -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField text VARCHAR -MaxLength 100),
                (New-MilvusField number DOUBLE), (New-MilvusField flag BOOL), (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex c vector -IndexType FLAT -MetricType L2
            Mount-MilvusCollection c
            """);
        var files = Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories);
        Assert.Equal(8, files.Length);

        foreach (var file in files)
        {
            Check(file);
        }
    }

    private void Check(string file)
    {
        _shell.Do("Clear-MilvusCollection c -Confirm:$false");
        _shell.Do("$null = Import-MilvusEntity c $args[0]", file);
        var rows = _shell.Do("Get-MilvusEntity c").Output;

        Assert.Equal(
            $"{file}: -4611686018427387904 '' True, -4611686018427387903 'a,\"b\"\nc' False, "
                + "-4611686018427387902 'é雪😀' True, -4611686018427387901 '5' False",
            $"{file}: " + string.Join(", ", rows.Select(row =>
                $"{row.Properties["id"].Value} '{row.Properties["text"].Value}' {row.Properties["flag"].Value}")));
        Assert.Equal([-0.5, 1e300, 0.1, 5], rows.Select(row => (double)row.Properties["number"].Value));
        Assert.Equal(
            Enumerable.Range(0, 4).Select(i => new[] { (float)(0.1 * i), -1f }),
            rows.Select(row => (float[])row.Properties["vector"].Value));
    }
}
