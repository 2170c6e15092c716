using Grpc.Core;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Access;

/// <summary>What a request brings beside its message.</summary>
internal sealed class Call(Metadata headers, string user, CancellationToken token)
{
    /// <summary>Cancelled by the caller, or at the deadline.</summary>
    public CancellationToken Token { get; } = token;

    /// <summary>Who calls; root where nobody has to say.</summary>
    public string User { get; } = user;

    /// <summary>The database of a request: its own field, else the header, else the default one.</summary>
    public string Database(string requested)
    {
        if (requested.Length > 0)
        {
            return requested;
        }

        var header = headers.GetValue("dbname");
        return string.IsNullOrEmpty(header) ? DatabaseEntry.DefaultName : header;
    }
}
