namespace Milvus;

/// <summary>What a server says of itself.</summary>
public sealed class ServerInfo : MilvusObject
{
    /// <summary>Its address, or the path of the embedded database; ":memory:" for one in memory.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>milvus, zilliz, lite or embedded.</summary>
    public string Type { get; set; } = string.Empty;

    /// <summary>Its version, as it says it.</summary>
    public string Version { get; set; } = string.Empty;

    /// <summary>The tags it was built with, as a rule its version; empty when it does not say.</summary>
    public string BuildTags { get; set; } = string.Empty;

    /// <summary>When it was built; empty when it does not say.</summary>
    public string BuildTime { get; set; } = string.Empty;

    /// <summary>The commit it was built from; empty when it does not say.</summary>
    public string GitCommit { get; set; } = string.Empty;

    /// <summary>The Go version it was built with; empty when it does not say.</summary>
    public string GoVersion { get; set; } = string.Empty;

    /// <summary>STANDALONE, DISTRIBUTED …; empty when it does not say.</summary>
    public string DeployMode { get; set; } = string.Empty;

    /// <summary>The version.</summary>
    public override string ToString() => Version;
}
