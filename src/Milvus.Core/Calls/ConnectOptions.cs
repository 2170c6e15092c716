using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace Milvus.Core.Calls;

/// <summary>The target and the credentials of a connection. Exactly one of address, path and in-memory is set.</summary>
internal sealed class ConnectOptions
{
    /// <summary>The server, for example http://localhost:19530; null for the embedded engine.</summary>
    internal Uri? Uri { get; init; }

    /// <summary>The full path of an embedded database; null otherwise.</summary>
    internal string? Path { get; init; }

    /// <summary>An in-memory database with the lifetime of this connection.</summary>
    internal bool InMemory { get; init; }

    /// <summary>API key, or user:password; null without authentication.</summary>
    internal SecureString? Token { get; init; }

    /// <summary>The default database of calls.</summary>
    internal string? Database { get; init; }

    /// <summary>The embedder of the connection; null for none.</summary>
    internal MilvusEmbedder? Embedder { get; init; }

    /// <summary>The time limit for connecting.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Certificates to trust instead of the system's.</summary>
    internal X509Certificate2Collection? CACertificates { get; init; }

    /// <summary>The client's own certificate with its key, for mutual TLS.</summary>
    internal X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The host name that the server's certificate must have, instead of the host in the address.</summary>
    internal string? ServerName { get; init; }

    /// <summary>Accepts any certificate. No other option implies it.</summary>
    internal bool SkipCertificateCheck { get; init; }

    /// <summary>Ignores the proxies of the environment.</summary>
    internal bool NoProxy { get; init; }

    /// <summary>The selection of proxies; null for that of HttpClient, which reads the environment when the process starts.</summary>
    internal IWebProxy? Proxy { get; init; }

    /// <summary>The time without an answer after which a connection is checked; it is given up after another half of it.</summary>
    internal TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock for the age of cache entries; tests replace it.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The full path of the trace file; null for none.</summary>
    internal string? TracePath { get; init; }

    /// <summary>Whether the trace has the values of requests and answers.</summary>
    internal bool TraceValues { get; init; }
}
