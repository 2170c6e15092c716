using System.Management.Automation;
using System.Security;
using Milvus.Values;

namespace Milvus;

/// <summary>
/// A token or a password as an argument: plain text, a SecureString, or the password of a credential. It is never shown. PowerShell
/// converts an argument by these constructors also where a cmdlet is replaced by a mock.
/// </summary>
public sealed class SecretText : IEquatable<SecretText>
{
    private readonly SecureString _secret;

    /// <summary>A secret from plain text.</summary>
    public SecretText(string text) => _secret = Secrets.ToSecureString(text);

    /// <summary>A secret from a SecureString.</summary>
    public SecretText(SecureString secret) => _secret = secret;

    /// <summary>The password of a credential.</summary>
    public SecretText(PSCredential credential) => _secret = credential.Password;

    /// <summary>The secret as a SecureString.</summary>
    public static implicit operator SecureString?(SecretText? secret) => secret?._secret;

    /// <summary>Whether both are the same text, so that a test can compare them: $Token -eq 'user:password'.</summary>
    public bool Equals(SecretText? other) => other is not null && Secrets.AreEqual(_secret, other._secret);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretText);

    /// <summary>The number of characters: nothing else of a secret is revealed.</summary>
    public override int GetHashCode() => _secret.Length;

    /// <summary>Hides the secret.</summary>
    public override string ToString() => "********";
}
