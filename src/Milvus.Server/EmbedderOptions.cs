extern alias core;

using System.Net;
using core::Milvus;
using core::Milvus.Core.Embedding;

namespace Milvus.Server;

/// <summary>The embedder of the command line, for TextEmbedding functions.</summary>
/// <param name="Uri">The address of the endpoint; null for none.</param>
/// <param name="Model">The name of the model.</param>
/// <param name="KeyHeader">The header for the bare key; null for Authorization: Bearer.</param>
/// <param name="Dimension">The dimension to ask for; null for that of the model.</param>
internal sealed record EmbedderOptions(string? Uri = null, string? Model = null, string? KeyHeader = null, int? Dimension = null)
{
    /// <summary>The environment variable with the key.</summary>
    internal const string KeyVariable = "MILVUS_SERVER_EMBEDDER_KEY";

    /// <summary>That of New-MilvusEmbedder; a call with a time limit of its own ends earlier.</summary>
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(100);

    /// <summary>The key, which no argument has: other users of the machine can see those.</summary>
    internal string? Key { get; init; }

    /// <summary>What is wrong with the options; null if they are right.</summary>
    internal string? FindFault() => (Uri, Model) switch
    {
        (null, null) when Key is null && KeyHeader is null && Dimension is null => null,
        (null, _) => "Specify --embedder-uri for the options of an embedder.",
        (_, null) => "Specify --embedder-model with --embedder-uri.",
        _ when KeyHeader is not null && Key is null => $"--embedder-key-header needs --embedder-key-file or {KeyVariable}.",
        _ => FindWrongValue(),
    };

    /// <summary>Creates the embedder; null without an address.</summary>
    internal MilvusEmbedder? Create() => Uri is null ? null : new MilvusEmbedder
    {
        Model = Model!,
        Dimension = Dimension,
        HasApiKey = Key is not null,
    }.Use(new EmbeddingEndpoint(
        EndpointAddress.Parse(Uri),
        Model!,
        Dimension,
        Key is null ? null : new EndpointKey(new NetworkCredential(string.Empty, Key).SecurePassword, KeyHeader),
        _timeout));

    private string? FindWrongValue()
    {
        try
        {
            _ = Create();
            return Key is not null && EndpointAddress.Parse(Uri!) is { IsTls: false, IsLoopback: false } address
                ? $"The key would be sent to {address} unencrypted: use https."
                : null;
        }
        catch (MilvusException failure)
        {
            return failure.Message;
        }
    }
}
