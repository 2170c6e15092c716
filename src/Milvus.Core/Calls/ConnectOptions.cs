using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace Milvus;

/// <summary>Where to connect and as whom. Exactly one of address, path and in-memory is meant.</summary>
internal sealed class ConnectOptions
{
    /// <summary>The server, for example http://localhost:19530; null for the embedded engine.</summary>
    internal Uri? Uri { get; init; }

    /// <summary>The full path of an embedded database; null otherwise.</summary>
    internal string? Path { get; init; }

    /// <summary>An embedded database that lives and dies with this connection.</summary>
    internal bool InMemory { get; init; }

    /// <summary>API key, or user:password; null without authentication.</summary>
    internal SecureString? Token { get; init; }

    /// <summary>The database of every call that names none.</summary>
    internal string? Database { get; init; }

    /// <summary>Bounds connecting only.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Certificates to trust instead of the system's.</summary>
    internal X509Certificate2Collection? CACertificates { get; init; }

    /// <summary>The client's own certificate with its key, for mutual TLS.</summary>
    internal X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The host name the server's certificate must carry, instead of the address'.</summary>
    internal string? ServerName { get; init; }

    /// <summary>Accepts any certificate. Never implied by anything else.</summary>
    internal bool SkipCertificateCheck { get; init; }

    /// <summary>Goes through no proxy, whatever the environment says.</summary>
    internal bool NoProxy { get; init; }

    /// <summary>Where the time comes from by which what is remembered ages; tests put their own here.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The full path of a file that notes each call; null for none.</summary>
    internal string? TracePath { get; init; }
}
