using System.Globalization;

namespace Milvus.Server;

/// <summary>The options of the command line.</summary>
/// <param name="Path">The database file; null for an in-memory database.</param>
/// <param name="Port">The port on the loopback address; 0 for a free one.</param>
/// <param name="Token">root:password; null to require no credentials, unless the database has users.</param>
/// <param name="Verbose">Whether the log has a record of each call; otherwise only warnings and errors.</param>
internal sealed record ServerOptions(string? Path, int Port, string? Token, bool Verbose = false)
{
    internal const string Usage =
        "usage: dotnet run --project src/Milvus.Server -- --path FILE | --in-memory [--port 19530] "
            + "[--token root:password | --token-file FILE] [--verbose]\n"
            + "       [--embedder-uri URI --embedder-model MODEL [--embedder-dimension N] [--embedder-key-file FILE] "
            + "[--embedder-key-header NAME]]\n"
            + $"The environment variable {TokenVariable} has the same meaning as --token, which other users of this machine can see.\n"
            + $"The environment variable {EmbedderOptions.KeyVariable} has the key of the embedder, if --embedder-key-file is left out.";

    /// <summary>The environment variable with the token.</summary>
    internal const string TokenVariable = "MILVUS_SERVER_TOKEN";

    private const string RootPrefix = "root:";

    private const int MaxDimension = 32_768;

    private const string EmbedderPrefix = "--embedder-";

    private static readonly string[] _withValue =
    [
        "--path", "--port", "--token", "--token-file", $"{EmbedderPrefix}uri", $"{EmbedderPrefix}model", $"{EmbedderPrefix}dimension",
        $"{EmbedderPrefix}key-file", $"{EmbedderPrefix}key-header",
    ];

    /// <summary>The embedder for TextEmbedding functions.</summary>
    internal EmbedderOptions Embedder { get; init; } = new();

    /// <summary>The required password of root; null if no token is required.</summary>
    internal string? RootPassword => Token?[RootPrefix.Length..];

    /// <summary>Parses the arguments; null with a complaint if they are not valid.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="tokenVariable">The value of <see cref="TokenVariable"/>, which counts if no argument has a token.</param>
    /// <param name="complaint">What is wrong with the arguments.</param>
    /// <param name="keyVariable">The value of <see cref="EmbedderOptions.KeyVariable"/>, which counts if no argument has a key.</param>
    internal static ServerOptions? Parse(
        IReadOnlyList<string> args, string? tokenVariable, out string complaint, string? keyVariable = null)
    {
        var embedder = new EmbedderOptions();
        string? path = null, token = null;
        var tokenSource = TokenVariable;
        var inMemory = false;
        var verbose = false;
        var port = 19530;
        complaint = string.Empty;
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            if (name == "--in-memory")
            {
                inMemory = true;
                continue;
            }

            if (name == "--verbose")
            {
                verbose = true;
                continue;
            }

            if (!_withValue.Contains(name))
            {
                complaint = $"'{name}' is not an option.";
                return null;
            }

            if (i + 1 == args.Count || args[i + 1].Length == 0)
            {
                complaint = $"{name} needs a value.";
                return null;
            }

            var value = args[++i];
            switch (name)
            {
                case "--path":
                    path = value;
                    break;
                case "--token" or "--token-file" when token is not null:
                    complaint = "Specify only one of --token and --token-file.";
                    return null;
                case "--token":
                    (token, tokenSource) = (value, name);
                    break;
                case "--token-file":
                    (token, tokenSource) = (ReadSecret(name, value, "root:password", out complaint), name);
                    if (token is null)
                    {
                        return null;
                    }

                    break;
                case not "--port":
                    embedder = Add(embedder, name[EmbedderPrefix.Length..], value, out complaint);
                    if (complaint.Length > 0)
                    {
                        return null;
                    }

                    break;
                default:
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > 65535)
                    {
                        complaint = $"--port must be a number from 0 to 65535, not '{value}'.";
                        return null;
                    }

                    break;
            }
        }

        token ??= string.IsNullOrEmpty(tokenVariable) ? null : tokenVariable;
        if (token?.StartsWith(RootPrefix, StringComparison.Ordinal) == false)
        {
            complaint = $"{tokenSource} must be root:password: root creates other users.";
            return null;
        }

        if (path is null == !inMemory)
        {
            complaint = "Specify either --path FILE or --in-memory.";
            return null;
        }

        if (embedder is { Uri: not null, Key: null } && !string.IsNullOrEmpty(keyVariable))
        {
            embedder = embedder with { Key = keyVariable };
        }

        complaint = embedder.FindFault() ?? string.Empty;
        return complaint.Length > 0 ? null : new ServerOptions(path, port, token, verbose) { Embedder = embedder };
    }

    private static EmbedderOptions Add(EmbedderOptions embedder, string name, string value, out string complaint)
    {
        complaint = string.Empty;
        switch (name)
        {
            case "uri":
                return embedder with { Uri = value };
            case "model":
                return embedder with { Model = value };
            case "key-header":
                return embedder with { KeyHeader = value };
            case "key-file":
                return embedder with { Key = ReadSecret(EmbedderPrefix + name, value, "the key", out complaint) };
            default:
                if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var dimension)
                    && dimension is > 0 and <= MaxDimension)
                {
                    return embedder with { Dimension = dimension };
                }

                complaint = $"--embedder-dimension must be a number from 1 to {MaxDimension}, not '{value}'.";
                return embedder;
        }
    }

    /// <summary>The first line of a file; null with a complaint if it cannot be read or is empty.</summary>
    private static string? ReadSecret(string option, string file, string content, out string complaint)
    {
        complaint = string.Empty;
        try
        {
            if (File.ReadLines(file).FirstOrDefault() is { Length: > 0 } token)
            {
                return token;
            }

            complaint = $"{option} '{file}' is empty: its first line must be {content}.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            complaint = $"{option} '{file}' cannot be read: {exception.Message}";
        }

        return null;
    }
}
