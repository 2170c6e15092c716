namespace Milvus;

/// <summary>A pin: as long as it exists, the files of a snapshot are kept.</summary>
public sealed class SnapshotPin : MilvusObject
{
    /// <summary>The server's id of the pin, for Unlock-MilvusSnapshot.</summary>
    public long PinId { get; set; }

    /// <summary>The snapshot.</summary>
    public string Snapshot { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The expiry time in UTC; null for none.</summary>
    public DateTime? Expires { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => PinId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
