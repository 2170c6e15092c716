using Milvus.Core.Model;

namespace Milvus;

/// <summary>The result of the check of a backup.</summary>
public sealed class BackupTest : MilvusObject
{
    /// <summary>The folder.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>Whether nothing was found.</summary>
    public bool Valid { get; set; }

    /// <summary>The time when the backup was finished, in UTC; null if the manifest cannot be read.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The server that it comes from, with its version.</summary>
    public string Server { get; set; } = string.Empty;

    /// <summary>The databases of the backup.</summary>
    public IReadOnlyList<string> Databases
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The collections, as database/name.</summary>
    public IReadOnlyList<string> Collections
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The number of collections.</summary>
    public int CollectionCount { get; set; }

    /// <summary>The number of files that were checked, without the manifest.</summary>
    public int FileCount { get; set; }

    /// <summary>The number of rows by the manifest.</summary>
    public long RowCount { get; set; }

    /// <summary>What is wrong; empty for a valid backup.</summary>
    public IReadOnlyList<BackupFinding> Finding
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The folder.</summary>
    public override string ToString() => Path;
}
