using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Reference;
using Milvus.Server;

namespace Milvus.Module.Tests.Access;

/// <summary>
/// A back end with access control, the shell of an administrator, and the shell of a user who has exactly the privileges of
/// <see cref="Grant"/>. On the engine, the role public is empty; on a shared server, it is not changed.
/// </summary>
internal sealed class PrivilegeWorld : IDisposable
{
    internal const string Embedded = "embedded";
    internal const string Served = "served";
    internal const string Milvus = "milvus";

    private static readonly string[] _shared = ["job", "flush", "pin"];

    private readonly ModuleShell _root = new();
    private readonly ModuleShell _user = new();
    private readonly TemporaryFolder _folder = new();
    private readonly MilvusServer? _server;
    private readonly string _mark = Guid.NewGuid().ToString("N")[..6];
    private readonly HashSet<string> _granted = [];
    private int _number;

    internal PrivilegeWorld(string name)
    {
        Name = name;
        var (address, asRoot) = (string.Empty, string.Empty);
        switch (name)
        {
            case Embedded:
                address = asRoot = $"Connect-Milvus -Path '{_folder.File("access.db")}'";
                break;
            case Served:
                var log = new CallLog();
                ReferenceAnswers.Give(log);
                _server = MilvusServer
                    .StartAsync(new ServerOptions(null, 0, "root:Milvus"), inside: grpc => grpc.Interceptors.Add<CannedAnswers>(log))
                    .GetAwaiter()
                    .GetResult();
                address = $"Connect-Milvus {_server.Address}";
                asRoot = $"{address} -Token root:Milvus";
                break;
            default:
                asRoot = Backend.Named(name).Connect;
                address = asRoot[..asRoot.IndexOf(" -Token ", StringComparison.Ordinal)];
                break;
        }

        _root.Do($"$null = {asRoot}; $folder = $args[0]; $me = 'u{_mark}'; $role = 'r{_mark}'", _folder.FullName);
        _root.Do("$null = New-MilvusUser $me -Password secret1 -WarningAction SilentlyContinue; $null = New-MilvusRole $role; "
            + "Grant-MilvusRole $role $me");
        if (name != Milvus)
        {
            _root.Do("Get-MilvusPrivilege public | Revoke-MilvusPrivilege");
        }

        _user.Do(
            $$"""
            $folder = $args[0]; $me = 'u{{_mark}}'
            $word = [securestring]::new(); 'secret1'.ToCharArray() | ForEach-Object { $word.AppendChar($_) }
            $null = {{address}} -Credential ([pscredential]::new($me, $word))
            """,
            _folder.FullName);
    }

    internal string Name { get; }

    // Databases that tasks make are asked about in themselves. Milvus 2.3.5 has no grants for all of them.
    private string EveryDatabase => Name == Milvus ? string.Empty : " -Database '*'";

    public void Dispose()
    {
        // Whatever was made has the mark in its name; the file and the memory of an engine are gone with it.
        if (Name == Milvus)
        {
            _root.Run(
                """
                Get-MilvusCollection "*$($args[0])*" | ForEach-Object { Get-MilvusAlias -Collection $_.Name | Remove-MilvusAlias; $_ |
                    Remove-MilvusCollection -Confirm:$false }
                Get-MilvusDatabase "*$($args[0])*" | Remove-MilvusDatabase -Confirm:$false
                Get-MilvusResourceGroup "*$($args[0])*" | Remove-MilvusResourceGroup
                Get-MilvusUser "*$($args[0])*" | Remove-MilvusUser -Confirm:$false
                Get-MilvusRole "*$($args[0])*" | Remove-MilvusRole -Force -Confirm:$false
                """,
                _mark);
        }

        _user.Dispose();
        _root.Dispose();
        _server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Dispose();
    }

    /// <summary>Gives the user these privileges and no others.</summary>
    internal void Grant(IEnumerable<string> privileges)
    {
        var wanted = privileges.Select(NameHere).ToHashSet(StringComparer.Ordinal);
        var (missing, extra) = (wanted.Except(_granted).ToArray(), _granted.Except(wanted).ToArray());
        if (extra.Length > 0)
        {
            _root.Do($"Revoke-MilvusPrivilege $role $args[0]{EveryDatabase}", [extra]);
        }

        if (missing.Length > 0)
        {
            _root.Do($"Grant-MilvusPrivilege $role $args[0]{EveryDatabase}", [missing]);
        }

        _granted.Clear();
        _granted.UnionWith(wanted);
    }

    /// <summary>Grants the same privileges again, in case the first grant has not become effective.</summary>
    internal void GrantAgain()
    {
        var wanted = _granted.ToArray();
        Grant([]);
        Grant(wanted);
    }

    /// <summary>Removes the roles of a task: a server allows only ten.</summary>
    internal void RemoveRoles() => _root.Run("Get-MilvusRole \"r_$($args[0])_*\" | Remove-MilvusRole -Force -Confirm:$false", _mark);

    /// <summary>Prepares the objects of a task, then runs it as the user.</summary>
    internal Ran Run(PrivilegeTask task)
    {
        var unique = $"_{_mark}_{++_number}";
        if (task.Before.Length > 0)
        {
            _root.Do(task.Before.Replace("{n}", unique, StringComparison.Ordinal));
            foreach (var variable in _shared)
            {
                _user.Runspace.SessionStateProxy.SetVariable(variable, _root.Runspace.SessionStateProxy.GetVariable(variable));
            }
        }

        return _user.Run("$VerbosePreference = 'Continue'; " + task.Line.Replace("{n}", unique, StringComparison.Ordinal));
    }

    /// <summary>Milvus 2.3.5 requires Load where later versions require GetLoadState.</summary>
    internal string NameHere(string privilege) => Name == Milvus && privilege == "GetLoadState" ? "Load" : privilege;
}
