using System.Management.Automation.Host;
using System.Security;

namespace Milvus.Shell;

/// <summary>Reads a secret without showing it.</summary>
internal static class SecretReader
{
    internal static SecureString Read()
    {
        var secret = Console.IsInputRedirected ? FromLine() : FromKeys();
        secret.MakeReadOnly();
        return secret;
    }

    private static SecureString FromLine()
    {
        var secret = new SecureString();
        foreach (
            var character in Console.In.ReadLine() ?? throw new HostException("The command prompts for a secret, but the input has ended."))
        {
            secret.AppendChar(character);
        }

        return secret;
    }

    private static SecureString FromKeys()
    {
        var secret = new SecureString();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                if (secret.Length > 0)
                {
                    secret.RemoveAt(secret.Length - 1);
                }
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        Console.Out.WriteLine();
        return secret;
    }
}
