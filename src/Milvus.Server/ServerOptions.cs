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
        "usage: dotnet run --project src/Milvus.Server -- --path FILE | --in-memory [--port 19530] [--token root:password] "
            + "[--verbose]";

    private const string RootPrefix = "root:";

    /// <summary>The required password of root; null if no token is required.</summary>
    internal string? RootPassword => Token?[RootPrefix.Length..];

    /// <summary>Parses the arguments; null with a complaint if they are not valid.</summary>
    internal static ServerOptions? Parse(IReadOnlyList<string> args, out string complaint)
    {
        string? path = null, token = null;
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

            if (name is not ("--path" or "--port" or "--token"))
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
                case "--token" when !value.StartsWith(RootPrefix, StringComparison.Ordinal):
                    complaint = "--token must be root:password: root creates other users.";
                    return null;
                case "--token":
                    token = value;
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

        if (path is null == !inMemory)
        {
            complaint = "Specify either --path FILE or --in-memory.";
            return null;
        }

        return new ServerOptions(path, port, token, verbose);
    }
}
