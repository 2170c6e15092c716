using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Backends;

/// <summary>
/// The shell of an administrator, with unique names $user and $role, which are dropped at the end. The engine uses a file, so that other
/// users can connect to the same database.
/// </summary>
internal sealed class AccessShell : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _connect;

    internal AccessShell(Backend backend)
    {
        _connect = backend.Name == "embedded" ? $"Connect-Milvus -Path '{_folder.File("access.db")}'" : backend.Connect;
        User = $"u{Guid.NewGuid():N}"[..12];
        Role = $"r{Guid.NewGuid():N}"[..12];
        Do($"$user = '{User}'; $role = '{Role}'; $null = {_connect}");
    }

    internal string User { get; }

    internal string Role { get; }

    public void Dispose()
    {
        _shell.Run("Get-MilvusUser ($user + '*') | Remove-MilvusUser -Confirm:$false; @(Get-MilvusRole ($role + '*')) + "
            + "@(Get-MilvusRole ($user + '*')) | Remove-MilvusRole -Force -Confirm:$false");
        _shell.Dispose();
        _folder.Dispose();
    }

    internal Ran Do(string script, params object?[] arguments) => _shell.Do(script, arguments);

    internal Ran Run(string script, params object?[] arguments) => _shell.Run(script, arguments);

    /// <summary>Connects as the user and runs a script.</summary>
    internal Ran RunAs(string password, string script)
    {
        var credential = $$"""
            $word = [securestring]::new(); '{{password}}'.ToCharArray() | ForEach-Object { $word.AppendChar($_) }
            $credential = [pscredential]::new('{{User}}', $word)
            """;
        var token = _connect.IndexOf(" -Token ", StringComparison.Ordinal);
        var address = token < 0 ? _connect : _connect[..token];
        using var other = new ModuleShell();
        return other.Run($"{credential}\n$null = {address} -Credential $credential -ErrorAction Stop\n{script}");
    }
}
