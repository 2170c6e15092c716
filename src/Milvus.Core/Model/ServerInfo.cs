namespace Milvus;

/// <summary>The version and build of a server.</summary>
public sealed class ServerInfo : MilvusObject
{
    /// <summary>Its address, or the path of the embedded database; ":memory:" for an in-memory database.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>milvus, zilliz, lite or embedded.</summary>
    public string Type { get; set; } = string.Empty;

    /// <summary>The version that it reports.</summary>
    public string Version { get; set; } = string.Empty;

    /// <summary>The build tags, usually its version; empty if it does not report it.</summary>
    public string BuildTags { get; set; } = string.Empty;

    /// <summary>The build time; empty if it does not report it.</summary>
    public string BuildTime { get; set; } = string.Empty;

    /// <summary>The commit of the build; empty if it does not report it.</summary>
    public string GitCommit { get; set; } = string.Empty;

    /// <summary>The Go version of the build; empty if it does not report it.</summary>
    public string GoVersion { get; set; } = string.Empty;

    /// <summary>STANDALONE, DISTRIBUTED …; empty if it does not report it.</summary>
    public string DeployMode { get; set; } = string.Empty;

    /// <summary>The version.</summary>
    public override string ToString() => Version;
}
