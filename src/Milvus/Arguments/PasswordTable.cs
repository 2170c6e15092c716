using System.Collections;
using System.Management.Automation;
using System.Security;
using Milvus.Values;

namespace Milvus;

/// <summary>
/// The passwords of several users as an argument: a table of names and passwords, or credentials. PowerShell converts an argument by these
/// constructors also where a cmdlet is replaced by a mock.
/// </summary>
public sealed class PasswordTable
{
    private readonly Dictionary<string, SecureString> _passwords = new(StringComparer.Ordinal);

    /// <summary>No passwords.</summary>
    public PasswordTable()
    {
    }

    /// <summary>A table of names and passwords.</summary>
    /// <exception cref="ArgumentException">A value is not a password.</exception>
    public PasswordTable(IDictionary passwords)
    {
        foreach (DictionaryEntry entry in passwords)
        {
            Add(entry.Key.ToString()!, Read(entry.Value));
        }
    }

    /// <summary>A credential.</summary>
    public PasswordTable(PSCredential credential) => Add(credential.UserName, credential.Password);

    /// <summary>Several credentials.</summary>
    /// <exception cref="ArgumentException">A value is not a credential, or two are of the same user.</exception>
    public PasswordTable(object[] credentials)
    {
        foreach (var item in credentials)
        {
            var credential = PlainObject.Of(item) as PSCredential ?? throw CreateError();
            Add(credential.UserName, credential.Password);
        }
    }

    /// <summary>The names of the users.</summary>
    public IEnumerable<string> Name => _passwords.Keys;

    internal IReadOnlyDictionary<string, SecureString> Passwords => _passwords;

    /// <summary>The names of the users, without their passwords.</summary>
    public override string ToString() => string.Join(", ", Name);

    private static SecureString Read(object? value) => PlainObject.Of(value) switch
    {
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        string text => Secrets.ToSecureString(text),
        _ => throw CreateError(),
    };

    private static ArgumentException CreateError() => new(
        "Use a table of user names and passwords, as @{ alice = (Read-Host -AsSecureString) }, or credentials of Get-Credential.");

    private void Add(string name, SecureString password)
    {
        if (!_passwords.TryAdd(name, password))
        {
            throw new ArgumentException($"The user '{name}' has two passwords.");
        }
    }
}
