namespace Milvus.Client.ObjectStores;

/// <summary>A store of objects that Milvus reads: a bucket or a container, and a prefix in it.</summary>
internal abstract class ObjectStore : IDisposable
{
    internal abstract StoreLimits Limits { get; }

    /// <summary>The bucket or the container.</summary>
    internal abstract string Bucket { get; }

    /// <summary>The name of an object in the bucket, as Start-MilvusImport takes it.</summary>
    internal abstract string GetName(string fileName);

    /// <summary>The address of an object, without secrets.</summary>
    internal abstract Uri GetUri(string name);

    /// <summary>The object of a name.</summary>
    /// <returns>Whether the store answers such a question, and the object; null if it does not exist.</returns>
    internal abstract Task<(bool IsKnown, StoredObject? Object)> FindAsync(string name, CancellationToken token);

    /// <summary>Sends a file in one request.</summary>
    internal abstract Task PutAsync(string name, SentFile file, PartPlan plan, Action<int> sent, CancellationToken token);

    /// <summary>Begins an object of several parts.</summary>
    /// <returns>The id of the upload.</returns>
    internal abstract Task<string> BeginAsync(string name, SentFile file, CancellationToken token);

    /// <summary>Sends one part.</summary>
    /// <returns>The tag of the part, which completes the upload.</returns>
    internal abstract Task<string> PutPartAsync(
        string name,
        string upload,
        SentFile file,
        PartPlan plan,
        int part,
        Action<int> sent,
        CancellationToken token);

    /// <summary>Makes the object of its parts.</summary>
    internal abstract Task CompleteAsync(
        string name,
        string upload,
        SentFile file,
        IReadOnlyList<string> tags,
        CancellationToken token);

    /// <summary>Removes the parts of an upload that was not completed.</summary>
    internal abstract Task AbortAsync(string name, string upload, CancellationToken token);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections.</summary>
    protected abstract void Dispose(bool disposing);
}
