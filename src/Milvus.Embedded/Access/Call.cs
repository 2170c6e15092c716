using Grpc.Core;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Access;

/// <summary>The context of a request: caller, database and cancellation.</summary>
internal sealed class Call(Metadata headers, string user, CancellationToken token)
{
    /// <summary>The embedder of the connection or of the server; null without one.</summary>
    public MilvusEmbedder? Embedder { get; init; }

    /// <summary>Whether it computes vectors, which its caller can watch.</summary>
    public EmbeddingPhase Embedding { get; init; } = new();

    /// <summary>The end of its time in UTC; null without a limit.</summary>
    public DateTime? Deadline { get; init; }

    /// <summary>Cancelled by the caller or by the deadline.</summary>
    public CancellationToken Token { get; } = token;

    /// <summary>The user; root without authentication.</summary>
    public string User { get; } = user;

    /// <summary>The same call for work that goes on when it is answered.</summary>
    public Call InBackground() => new(headers, User, CancellationToken.None) { Embedder = Embedder };

    /// <summary>The database of a request: its own field, else the header, else the default database.</summary>
    public string ResolveDatabase(string requested)
    {
        if (requested.Length > 0)
        {
            return requested;
        }

        var header = headers.GetValue("dbname");
        return string.IsNullOrEmpty(header) ? DatabaseEntry.DefaultName : header;
    }
}
