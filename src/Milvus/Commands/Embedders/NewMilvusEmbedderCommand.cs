using System.Management.Automation;
using System.Security;
using Milvus.Completion;
using Milvus.Core.Embedding;
using Milvus.Embedders;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Creates an embedder, which turns texts into vectors for rows and searches.</summary>
/// <remarks>
/// An embedder is a model behind an address that has the embeddings call of OpenAI, or a script block. Nothing is sent until the first
/// text. Pass it to Connect-Milvus -Embedder, or to -Embedder of Add-, Set-, Import- and Search-MilvusEntity. With the first row, a
/// collection records the model, and another model is refused from then on. about_Milvus_Embedding describes it.
/// </remarks>
/// <example>
/// <code>$embedder = New-MilvusEmbedder -Uri http://localhost:11434/v1 -Model all-minilm</code>
/// Uses a model of this machine.
/// </example>
/// <example>
/// <code>New-MilvusEmbedder https://api.openai.com/v1 text-embedding-3-small -Dimension 512 -ApiKey (Read-Host -AsSecureString)</code>
/// Uses a model of a service, which is asked for shorter vectors. The key is not shown.
/// </example>
/// <example>
/// <code>New-MilvusEmbedder 'https://contoso.openai.azure.com/openai/deployments/small/embeddings?api-version=2024-10-21' small `
///     -ApiKey (Read-Host -AsSecureString) -ApiKeyHeader api-key</code>
/// Uses an endpoint with its whole address and the key in a header of its own.
/// </example>
/// <example>
/// <code>New-MilvusEmbedder -Uri http://localhost:8080 -Model e5-small -QueryPrefix 'query: ' -TextPrefix 'passage: '</code>
/// Uses a model that was trained with other words before queries than before texts.
/// </example>
/// <example>
/// <code>New-MilvusEmbedder { param([string[]] $Text) foreach ($one in $Text) { , ($one.Length, 1, 2) } } -Model length</code>
/// Uses your own code, which returns one list of numbers for each text.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusEmbedder", DefaultParameterSetName = ByUri, HelpUri = CmdletPages.Folder + "New-MilvusEmbedder.md")]
[OutputType(typeof(MilvusEmbedder))]
public sealed class NewMilvusEmbedderCommand : MilvusCommand
{
    private const string ByUri = "Uri";
    private const string ByScript = "ScriptBlock";

    /// <summary>
    /// The address of the endpoint, for example http://localhost:11434/v1. /embeddings is added unless it is there. The address must not
    /// have a user or a password.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByUri)]
    public string Uri { get; set; } = string.Empty;

    /// <summary>
    /// The script block. Its argument is a list of texts, and it returns one list of numbers for each. It runs in the runspace that created
    /// the embedder, with its variables and modules.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByScript)]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>The name of the model, which a collection records. A script block has the name ScriptBlock when left out.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByUri)]
    [Parameter(Position = 1, ParameterSetName = ByScript)]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>The API key: a SecureString, or plain text. It is sent as Authorization: Bearer, and never shown or stored.</summary>
    [Parameter]
    [OnlyIn(ByUri)]
    [SecretTransformation]
    public SecretText? ApiKey { get; set; }

    /// <summary>The header for the bare key if it is another one than Authorization, for example api-key.</summary>
    [Parameter]
    [OnlyIn(ByUri)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiKeyHeaderCompleter))]
    public string? ApiKeyHeader { get; set; }

    /// <summary>
    /// The dimension of the vectors. An endpoint is asked for it as dimensions, which not every model accepts. Vectors of another dimension
    /// are refused.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 32_768)]
    public int? Dimension { get; set; }

    /// <summary>The maximum number of texts per request.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int BatchSize { get; set; } = MilvusEmbedder.DefaultBatchSize;

    /// <summary>The text before each query, for models that want one.</summary>
    [Parameter]
    [ValidateNotNull]
    public string QueryPrefix { get; set; } = string.Empty;

    /// <summary>The text before each text of a row, for models that want one.</summary>
    [Parameter]
    [ValidateNotNull]
    public string TextPrefix { get; set; } = string.Empty;

    /// <summary>
    /// The time limit of a request in seconds, with all its attempts. A busy or failing endpoint is asked again, after the time that it
    /// says. A script block is not limited.
    /// </summary>
    [Parameter]
    [ValidateRange(0.001, 2_000_000)]
    public double TimeoutSec { get; set; } = 100;

    // A key in the query of the address must not be in the error record.
    private protected override object? Target => Model;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ApiKeyHeader is not null && ApiKey is null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-ApiKeyHeader needs -ApiKey.");
        }

        var address = ScriptBlock is null ? EndpointAddress.Parse(Uri) : null;
        if (ApiKey is not null && address is { IsTls: false, IsLoopback: false })
        {
            WriteWarning($"The API key is sent to {address} unencrypted: use https.");
        }

        WriteObject(new MilvusEmbedder
        {
            Model = Model ?? ByScript,
            Uri = address?.ToString(),
            Dimension = Dimension,
            BatchSize = BatchSize,
            QueryPrefix = QueryPrefix,
            TextPrefix = TextPrefix,
            HasApiKey = ApiKey is not null,
        }.Use(CreateSource(address)));
    }

    private IEmbeddingSource CreateSource(EndpointAddress? address) => address is null
        ? new ScriptEmbedding(ScriptBlock!)
        : new EmbeddingEndpoint(
            address,
            Model!,
            Dimension,
            (SecureString?)ApiKey is { } key ? new EndpointKey(key, ApiKeyHeader) : null,
            TimeSpan.FromSeconds(TimeoutSec));
}
