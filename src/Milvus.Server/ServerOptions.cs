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
            + $"The environment variable {TokenVariable} has the same meaning as --token, which other users of this machine can see.";

    /// <summary>The environment variable with the token.</summary>
    internal const string TokenVariable = "MILVUS_SERVER_TOKEN";

    private const string RootPrefix = "root:";

    /// <summary>The required password of root; null if no token is required.</summary>
    internal string? RootPassword => Token?[RootPrefix.Length..];

    /// <summary>Parses the arguments; null with a complaint if they are not valid.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="tokenVariable">The value of <see cref="TokenVariable"/>, which counts if no argument has a token.</param>
    internal static ServerOptions? Parse(IReadOnlyList<string> args, string? tokenVariable, out string complaint)
    {
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

            if (name is not ("--path" or "--port" or "--token" or "--token-file"))
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
                    (token, tokenSource) = (ReadToken(value, out complaint), name);
                    if (token is null)
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

        return new ServerOptions(path, port, token, verbose);
    }

    /// <summary>The first line of a file; null with a complaint if it cannot be read or is empty.</summary>
    private static string? ReadToken(string file, out string complaint)
    {
        complaint = string.Empty;
        try
        {
            if (File.ReadLines(file).FirstOrDefault() is { Length: > 0 } token)
            {
                return token;
            }

            complaint = $"--token-file '{file}' is empty: its first line must be root:password.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            complaint = $"--token-file '{file}' cannot be read: {exception.Message}";
        }

        return null;
    }
}
