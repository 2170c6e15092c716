using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using Milvus.Client;
using Milvus.Connections;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Names;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Connects to a Milvus server, or opens an embedded database that needs no server.</summary>
/// <remarks>
/// This calls the server, so a wrong address, token or certificate fails at once. The connection becomes the current
/// one of this runspace; cmdlets without -Connection use it.
/// </remarks>
/// <example><code>Connect-Milvus http://localhost:19530 -Token root:Milvus</code>Connects to a server.</example>
/// <example><code>Connect-Milvus -Path ./demo.db</code>Opens the embedded database in that file, which is created if it does not
/// exist.</example>
/// <example>
/// <code>Connect-Milvus -Uri https://milvus.example.com -Credential (Get-Credential) -CACertificate ./ca.pem -Database sales</code>
/// Connects with TLS, trusts the authority in the file, and uses the database sales.
/// </example>
/// <example><code>Connect-Milvus -InMemory</code>Opens an embedded database in memory, for example for tests. Disconnect-Milvus deletes
/// it.</example>
/// <example>
/// <code>Connect-Milvus -Path ./demo.db -Embedder (New-MilvusEmbedder -Uri http://localhost:11434/v1 -Model all-minilm)</code>
/// Opens a database whose rows and searches are embedded by a model of this machine.
/// </example>
/// <example>
/// <code>Connect-Milvus -FromEnvironment -WaitSec 60</code>
/// Connects to the server in MILVUS_URI with the token in MILVUS_TOKEN, and waits up to a minute for it to start.
/// </example>
[Cmdlet(VerbsCommunications.Connect, "Milvus", DefaultParameterSetName = ByUri, HelpUri = CmdletPages.Folder + "Connect-Milvus.md")]
[OutputType(typeof(MilvusConnection))]
public sealed class ConnectMilvusCommand : MilvusCommand
{
    private const string UriVariable = "MILVUS_URI";
    private const string TokenVariable = "MILVUS_TOKEN";

    private static readonly string[] _tlsOptions =
    [
        nameof(CACertificate), nameof(ClientCertificate), nameof(ServerName), nameof(SkipCertificateCheck),
    ];

    private static readonly string[] _serverOptions = [nameof(Token), nameof(WaitSec), nameof(NoProxy), .. _tlsOptions];

    private const string ByUri = "Uri";
    private const string ByPath = "Path";
    private const string ByMemory = "InMemory";
    private const string ByEnvironment = "FromEnvironment";

    private string? _path;

    /// <summary>
    /// The server, for example http://localhost:19530 or host:port. A text is the path of an embedded database if it contains a separator
    /// or a drive, begins with . or ~, ends with .db, or is the name of an existing file. Any other text is refused.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ByUri)]
    [ValidateNotNullOrEmpty]
    public string Uri { get; set; } = "http://localhost:19530";

    /// <summary>The file of an embedded database, with any name; it is created if it does not exist. No server is needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath)]
    public string? Path { get; set; }

    /// <summary>An embedded database in memory; Disconnect-Milvus deletes it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMemory)]
    public SwitchParameter InMemory { get; set; }

    /// <summary>
    /// Takes the address from the environment variable MILVUS_URI and the token, if any, from MILVUS_TOKEN. They are read only
    /// with this parameter.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByEnvironment)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>The token: user:password, or an API key. A SecureString, or plain text.</summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByMemory)]
    [SecretTransformation]
    public SecretText? Token { get; set; }

    /// <summary>User and password, instead of a token; an embedded database requires them if it has users.</summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByMemory)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The default database of the connection; that of the server when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Database { get; set; }

    /// <summary>The cluster for queries and searches, if the address has several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClusterId { get; set; }

    /// <summary>
    /// A name for the connection, to use with -Connection; the address when left out, with a number if another database in memory or
    /// another user has it: :memory: (2).
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The time limit for connecting, in seconds. It does not limit later calls.</summary>
    [Parameter]
    [ValidateRange(0.001, 2_000_000)]
    public double TimeoutSec { get; set; } = 10;

    /// <summary>
    /// Seconds to wait for a server that does not answer yet, for example one that is starting. Without it, a closed port fails at
    /// once. Wrong credentials and certificates always fail at once.
    /// </summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByEnvironment)]
    [ValidateRange(0.001, 2_000_000)]
    public double WaitSec { get; set; }

    /// <summary>Connects directly, without the proxy of the environment. Loopback addresses never use a proxy.</summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByEnvironment)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Certificates of authorities to trust instead of the system's: the path of a PEM or DER file, or certificates.</summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByEnvironment)]
    [CertificateTransformation]
    public CertificateFile[]? CACertificate { get; set; }

    /// <summary>
    /// The client's own certificate with its private key, for mutual TLS: the path of a PEM or PFX file, or a certificate.
    /// </summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByEnvironment)]
    [CertificateTransformation(WithKey = true)]
    public CertificateFile? ClientCertificate { get; set; }

    /// <summary>The host name that the server's certificate must have, if it differs from the address.</summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByEnvironment)]
    [ValidateNotNullOrEmpty]
    public string? ServerName { get; set; }

    /// <summary>Accepts any certificate. The connection is then not protected against attackers on the way.</summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByEnvironment)]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>
    /// The embedder for this connection, as New-MilvusEmbedder returns it. It turns the texts of searches and rows into vectors, and
    /// computes the TextEmbedding functions of an embedded database; a server computes those itself.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public MilvusEmbedder? Embedder { get; set; }

    /// <summary>
    /// A file to which each call of this connection adds a line of JSON: method, collection, rows, sizes, code and time, but no values.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    /// <summary>
    /// Adds the values of requests and answers to the lines of -TracePath: filters, rows, vectors. Passwords, tokens and keys are masked.
    /// The file then has your data.
    /// </summary>
    [Parameter]
    public SwitchParameter TraceValues { get; set; }

    private protected override object? Target => ParameterSetName switch
    {
        ByPath => Path,
        ByMemory => ":memory:",
        ByEnvironment => UriVariable,
        // The error record shows the target, which must not contain a password.
        _ => Address.WithoutUser(Uri),
    };

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Token is not null && Credential is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-Token and -Credential exclude each other: use one of them.");
        }

        if (TraceValues && TracePath is null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-TraceValues needs -TracePath, the file for the values.");
        }

        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        var options = Options(timeout);
        _path = options.Path;
        RefuseDatabaseOfNewFile(options.Path);
        if (SkipCertificateCheck)
        {
            WriteWarning("The server's certificate is not checked: an attacker on the way could read and change everything.");
        }

        var wait = TimeSpan.FromSeconds(WaitSec);
        var call = new CallContext
        {
            Database = Database,
            Deadline = DateTime.UtcNow + timeout + wait,
            Timeout = timeout,
            Debug = DebugLines,
            Span = Span,
        };
        var display = WaitSec > 0 ? new WaitDisplay($"Waiting for {options.Uri}") : null;
        var client = Await(token => MilvusClient.ConnectAsync(options, wait, call, display, token), call, display);
        var others = RunspaceConnections.Find(Runspace.DefaultRunspace);
        var connection = new MilvusConnection(Name ?? ChooseName(client, others?.Open ?? []), client, ClusterId);
        if (Name is { } named && others?.Find(named) is { IsOpen: true } other)
        {
            WriteWarning($"An open connection to {other.Address} has the name {named}, too. -Connection {named} now means the new one; "
                + "Disconnect-Milvus with the object of the other one closes that.");
        }

        others?.Add(connection);
        WriteObject(connection);
    }

    // A path that is connected to can be that of a file of rows.
    private protected override MilvusException Advise(MilvusException failure, object? target) =>
        failure.ErrorId == MilvusErrorId.DatabaseCorrupt && _path is { } path && RowFileSource.FindFormat(path) is { } format
            ? failure.With(
                $"'{path}' is not a database, but a file of rows ({format.Name}).",
                action: "Connect to a database, and import the file: Connect-Milvus -Path ./demo.db; "
                    + $"Import-MilvusEntity COLLECTION {QuotedText.Of(path)}.")
            : failure;

    // The address, with a number if another database in memory, or another user of the server, has it as its name.
    private static string ChooseName(MilvusClient client, IReadOnlyList<MilvusConnection> open)
    {
        var name = client.Address;
        for (var number = 2; open.Any(IsOther); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{client.Address} ({number})");
        }

        return name;

        bool IsOther(MilvusConnection connection) => connection.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            && (connection.Client.Identity, connection.Client.User) != (client.Identity, client.User);
    }

    private ConnectOptions Options(TimeSpan timeout)
    {
        var paths = new DatabasePath(SessionState);
        var address = ParameterSetName switch
        {
            ByUri => Address.Parse(Uri, paths),
            ByEnvironment => Address.Parse(
                Variable(UriVariable)
                    ?? throw new MilvusException(MilvusErrorId.InvalidArgument, $"The environment variable {UriVariable} is not set.")
                    {
                        RecommendedAction =
                            $"Set it to the address of the server, for example http://localhost:19530, and {TokenVariable} to its token.",
                    },
                paths),
            _ => default,
        };
        var path = Path ?? address.Path;
        if (address.Path is not null)
        {
            RefuseServerOptions(address.Path);
        }
        else if (address.Uri is { } uri && uri.Scheme != System.Uri.UriSchemeHttps)
        {
            RefuseTlsOptions(uri);
        }

        return new ConnectOptions
        {
            Uri = address.Uri,
            Path = path is null ? null : paths.Resolve(path),
            InMemory = InMemory,
            Token =
                (SecureString?)Token
                ?? (
                    Credential is not null ? Secrets.CreateToken(Credential)
                    : FromEnvironment && Variable(TokenVariable) is { } token ? Secrets.ToSecureString(token)
                    : null),
            Database = Database,
            Embedder = Embedder,
            ConnectTimeout = timeout,
            CACertificates = CACertificate is null ? null : [.. CACertificate.SelectMany(file => file.Certificates)],
            ClientCertificate = ClientCertificate?.Certificates[0],
            ServerName = ServerName,
            SkipCertificateCheck = SkipCertificateCheck,
            NoProxy = NoProxy,
            TraceValues = TraceValues,
            TracePath = TracePath is null ? null : LocalPaths.ResolveSingle(SessionState, TracePath, "-TracePath"),
        };
    }

    // The file would stay behind, although the connection fails.
    private void RefuseDatabaseOfNewFile(string? path)
    {
        if (path is not null && Database is not (null or "" or "default") && !System.IO.Path.Exists(path))
        {
            throw new MilvusException(
                MilvusErrorId.DatabaseNotFound,
                $"'{path}' does not exist, and a new file has only the database default, not {Database}: nothing was created.")
            {
                RecommendedAction = "Correct the path, or connect without -Database and create it: "
                    + $"New-MilvusDatabase {Database}; Use-MilvusDatabase {Database}.",
            };
        }
    }

    /// <summary>Refuses server parameters for a path, because they show that the user meant an address.</summary>
    private void RefuseServerOptions(string path)
    {
        var given = FindGiven(_serverOptions);
        if (FromEnvironment && Variable(TokenVariable) is not null)
        {
            given.Add(TokenVariable);
        }

        if (given.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{path}' is the path of an embedded database, and {string.Join(", ", given)} {(given.Count == 1 ? "is" : "are")} "
                    + "only for servers.")
            {
                RecommendedAction = "Write the address of a server in full, as http://localhost:19530. "
                    + "An embedded database that has users takes -Credential, or -Token with -Path.",
            };
        }
    }

    /// <summary>Refuses parameters of TLS for an address without it: the user expects a protected connection.</summary>
    private void RefuseTlsOptions(Uri uri)
    {
        var given = FindGiven(_tlsOptions);
        if (given.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{string.Join(", ", given)} {(given.Count == 1 ? "is" : "are")} only for https, and the address begins with {uri.Scheme}.")
            {
                RecommendedAction = "Write the address with https://. A connection with http is not encrypted and checks no certificate.",
            };
        }
    }

    private List<string> FindGiven(string[] options) =>
        [.. options.Where(MyInvocation.BoundParameters.ContainsKey).Select(name => $"-{name}")];

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
