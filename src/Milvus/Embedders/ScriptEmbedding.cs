using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Core.Embedding;
using Milvus.Core.Marshalling.Values;
using Milvus.Values;

namespace Milvus.Embedders;

/// <summary>Turns texts into vectors by a script block. It runs in the runspace that created the embedder.</summary>
internal sealed class ScriptEmbedding(ScriptBlock script) : IEmbeddingSource
{
    private const string Expected = "Return one list of numbers for each text, for example: "
        + "param([string[]] $Text) foreach ($one in $Text) { , [float[]] (Get-Vector $one) }";

    private readonly Guid? _runspace = Runspace.DefaultRunspace?.InstanceId;

    /// <inheritdoc/>
    public string Place => "The script block of the embedder";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingCall call, CancellationToken token)
    {
        string[] given = [.. texts];
        var running = PipelineScripts.Current?.TryRunAsync(() => Run(given), token) ?? throw EmbedderErrors.CreateFailed(
            $"{Place} runs only while a cmdlet waits, not in the background.",
            "Use an embedder with an address: New-MilvusEmbedder -Uri.");
        return await running.ConfigureAwait(false);
    }

    private float[][] Run(string[] texts)
    {
        if (Runspace.DefaultRunspace?.InstanceId != _runspace)
        {
            throw EmbedderErrors.CreateFailed(
                $"{Place} belongs to another runspace.",
                "Create an embedder in each runspace, or use one with an address: New-MilvusEmbedder -Uri.");
        }

        try
        {
            return Read(UserScript.Run(script, null, [texts]), texts.Length);
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            throw EmbedderErrors.CreateFailed(
                $"{Place} failed: {UserScript.Describe(failure)}",
                "Run it by itself with some texts: & $scriptBlock 'one', 'two'.",
                failure);
        }
    }

    private float[][] Read(IReadOnlyList<PSObject> output, int texts)
    {
        IReadOnlyList<object?> values = [.. output.Select(EntityReader.Unwrap)];
        if (texts == 1 && values.Count > 0 && values.All(IsNumber))
        {
            // PowerShell writes the components of a vector one by one, unless a comma keeps them together.
            values = [values];
        }
        else if (values is [{ } only] && IsList(only) && ((IEnumerable)only).Cast<object?>().All(item => IsList(EntityReader.Unwrap(item))))
        {
            // A comma keeps all vectors together.
            values = [.. ((IEnumerable)only).Cast<object?>().Select(EntityReader.Unwrap)];
        }

        if (values.Count != texts)
        {
            throw EmbedderErrors.CreateFailed(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Place} returned {values.Count} {Counts.Noun(values.Count, "value")} for {texts} {Counts.Noun(texts, "text")}."),
                Expected);
        }

        return [.. values.Select(ReadVector)];
    }

    private float[] ReadVector(object? value, int at) => value switch
    {
        float[] numbers => [.. numbers],
        IEnumerable list when IsList(list) => [.. list.Cast<object?>().Select(item => ReadNumber(EntityReader.Unwrap(item), at))],
        _ => throw CreateWrong(value, at),
    };

    private float ReadNumber(object? value, int at) =>
        IsNumber(value) && Numbers.TryDouble(value!, out var number) ? (float)number : throw CreateWrong(value, at);

    private static bool IsList(object? value) => value is IEnumerable and not (string or IDictionary);

    private static bool IsNumber(object? value) => value is not (null or string or bool or IEnumerable) && Numbers.TryDouble(value, out _);

    private MilvusException CreateWrong(object? value, int at) => EmbedderErrors.CreateFailed(
        string.Create(CultureInfo.InvariantCulture, $"{Place} returned {ValueNames.Describe(value)} in the vector of text {at + 1}."),
        Expected);
}
