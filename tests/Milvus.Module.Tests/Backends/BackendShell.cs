using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Backends;

/// <summary>A connected shell with collections of unique names, which are dropped at the end.</summary>
internal sealed class BackendShell : IDisposable
{
    private readonly List<string> _made = [];

    internal BackendShell(Backend backend, int width = 120)
    {
        Shell = new ModuleShell(width);
        Shell.Do(backend.Connect);
    }

    internal ModuleShell Shell { get; }

    public void Dispose()
    {
        foreach (var name in _made)
        {
            Shell.Run("if (Test-MilvusCollection $args[0]) { Remove-MilvusCollection $args[0] -Confirm:$false }", name);
        }

        Shell.Dispose();
    }

    /// <summary>A unique name.</summary>
    internal string NewName(string word)
    {
        var name = UniqueName.Of(word);
        _made.Add(name);
        return name;
    }

    /// <summary>Creates a collection with a key, a text and a vector of four floats, without an index, and not loaded.</summary>
    internal string NewCollection(string word = "test")
    {
        var name = NewName(word);
        Shell.Do(
            """
            $null = New-MilvusCollection $args[0] -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField name VARCHAR -MaxLength 100), (New-MilvusField vector FLOAT_VECTOR -Dimension 4)
            Dismount-MilvusCollection $args[0]
            """,
            name);
        return name;
    }

    /// <summary>The same with rows 0 to 19, an index on the vector, and loaded.</summary>
    internal string NewFilledCollection(string word = "test")
    {
        var name = NewCollection(word);
        Shell.Do(
            """
            param($name)
            $null = 0..19 | ForEach-Object { @{ id = $_; name = "row $_"; vector = ($_ + 1), 1, 2, 3 } } | Add-MilvusEntity $name
            $null = New-MilvusIndex $name vector -IndexType AUTOINDEX -MetricType COSINE
            Mount-MilvusCollection $name
            """,
            name);
        return name;
    }
}
