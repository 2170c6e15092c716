namespace Milvus.Tests.Reliability.Disk;

/// <summary>A file on a medium that is certain to keep only what was synced.</summary>
internal sealed class Medium(byte[] bytes)
{
    private const int Sector = 512;

    private readonly List<DiskOperation> _pending = [];
    private byte[]? _synced = bytes;

    /// <summary>Adds an operation. A sync makes the operations before it certain.</summary>
    public void Add(DiskOperation operation)
    {
        if (operation.Kind != DiskOperationKind.Sync)
        {
            _pending.Add(operation);
            return;
        }

        MakeCertain(_pending.Count);
    }

    /// <summary>Makes a removal of the file certain.</summary>
    public void SyncRemoval() => MakeCertain(1 + _pending.FindLastIndex(pending => pending.Kind == DiskOperationKind.Delete));

    /// <summary>The bytes after the power failed; null if the file is gone.</summary>
    public byte[]? Read(Random random)
    {
        var kept = _synced is null ? null : (byte[])_synced.Clone();
        foreach (var pending in _pending)
        {
            switch (random.Next(3))
            {
                case 0:
                    Apply(ref kept, pending, pending.Place, pending.Bytes);
                    break;
                case 1 when pending.Kind == DiskOperationKind.Write:
                    for (var at = 0; at < pending.Bytes.Length; at += Sector)
                    {
                        if (random.Next(2) == 0)
                        {
                            var length = Math.Min(Sector, pending.Bytes.Length - at);
                            Apply(ref kept, pending, pending.Place + at, pending.Bytes.AsSpan(at, length));
                        }
                    }

                    break;
                default:
                    break;
            }
        }

        return kept;
    }

    private void MakeCertain(int count)
    {
        foreach (var pending in _pending.Take(count))
        {
            Apply(ref _synced, pending, pending.Place, pending.Bytes);
        }

        _pending.RemoveRange(0, count);
    }

    private static void Apply(ref byte[]? file, DiskOperation operation, long place, ReadOnlySpan<byte> bytes)
    {
        if (operation.Kind == DiskOperationKind.Delete)
        {
            file = null;
            return;
        }

        file ??= [];
        if (operation.Kind == DiskOperationKind.Truncate)
        {
            Array.Resize(ref file, (int)place);
            return;
        }

        if (file.Length < place + bytes.Length)
        {
            Array.Resize(ref file, (int)place + bytes.Length);
        }

        bytes.CopyTo(file.AsSpan((int)place));
    }
}
