namespace Milvus.Conversions;

/// <summary>Waits for calls on the pipeline thread, where script blocks can run between them.</summary>
internal abstract class ConversionWait
{
    internal abstract T Run<T>(Func<CancellationToken, Task<T>> call);

    internal abstract void Report(string status);
}
