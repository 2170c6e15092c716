using System.Globalization;

namespace Milvus.Server;

/// <summary>What the command line asks for.</summary>
/// <param name="Path">The database file; null for a database in memory.</param>
/// <param name="Port">The port on loopback; 0 takes a free one.</param>
/// <param name="Token">root:password; null lets everybody in, unless the database has users.</param>
/// <param name="Verbose">Whether the log has a record of each call; without it only warnings and errors.</param>
internal sealed record ServerOptions(string? Path, int Port, string? Token, bool Verbose = false)
{
    internal const string Usage =
        "usage: dotnet run --project src/Milvus.Server -- --path FILE | --in-memory [--port 19530] [--token root:password] "
            + "[--verbose]";

    private const string RootPrefix = "root:";

    /// <summary>The password of root that clients must know; null where no token is asked for.</summary>
    internal string? RootPassword => Token?[RootPrefix.Length..];

    /// <summary>Reads the arguments; the complaint says what is wrong with them.</summary>
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
                complaint = $"'{name}' is not known.";
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
                    complaint = "--token takes root:password: other users are made by root.";
                    return null;
                case "--token":
                    token = value;
                    break;
                default:
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > 65535)
                    {
                        complaint = $"--port takes a number from 0 to 65535, not '{value}'.";
                        return null;
                    }

                    break;
            }
        }

        if (path is null == !inMemory)
        {
            complaint = "Give one of --path FILE and --in-memory.";
            return null;
        }

        return new ServerOptions(path, port, token, verbose);
    }
}
