namespace Milvus;

/// <summary>A file that was sent to an object store, where Start-MilvusImport finds it.</summary>
public sealed class ImportFile
{
    /// <summary>A file without properties.</summary>
    public ImportFile()
    {
    }

    /// <summary>A file of this machine, for a server on the same machine.</summary>
    public ImportFile(FileInfo file) => (File, Path) = (file.FullName, file.FullName);

    /// <summary>The name for Start-MilvusImport: the object in its bucket, or the path of a file in a local folder.</summary>
    public string File { get; set; } = string.Empty;

    /// <summary>The bucket or the container; the folder for a local one.</summary>
    public string Bucket { get; set; } = string.Empty;

    /// <summary>The address of the object, without keys or tokens.</summary>
    public Uri? Uri { get; set; }

    /// <summary>The file on this machine.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>Its length in bytes.</summary>
    public long Length { get; set; }

    /// <summary>Its SHA-256 in hexadecimal digits, which is stored with the object.</summary>
    public string Sha256 { get; set; } = string.Empty;

    /// <summary>The number of parts in which it was sent; 0 if it was not sent.</summary>
    public int Parts { get; set; }

    /// <summary>Whether it was already there with the same content, so that it was not sent.</summary>
    public bool Skipped { get; set; }

    /// <summary>The time that it took.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>The name for Start-MilvusImport.</summary>
    public override string ToString() => File;
}
