using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.DesiredState;

/// <summary>A shell that is connected to a server with a log of its calls, and a folder for files of desired states.</summary>
public sealed class StateWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StateWorld()
    {
        Shell.Do(
            "$null = Connect-Milvus $args[0] -Name live; $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])",
            Server.Address,
            _folder.FullName);
    }

    internal RecordingServer Server { get; } = new();

    internal ModuleShell Shell { get; } = new();

    public void Dispose()
    {
        Shell.Dispose();
        Server.Dispose();
        _folder.Dispose();
    }

    internal string PathOf(string name) => _folder.File(name);

    /// <summary>The files of the folder that are not states.</summary>
    internal IReadOnlyList<string> Ledgers => [.. Directory.GetFiles(_folder.FullName, "*.ledger")];

    internal void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Writes a state, and applies it; the steps that are made.</summary>
    internal IReadOnlyList<string> Set(string text, string more = "")
    {
        Write("state.psd1", text);
        return Shell.Do($"Set-MilvusDesiredState state.psd1 -PassThru -Confirm:$false {more}").Texts;
    }

    /// <summary>Writes a state, and compares it; the steps that it would make.</summary>
    internal IReadOnlyList<string> Compare(string text)
    {
        Write("state.psd1", text);
        return Shell.Do("Compare-MilvusDesiredState state.psd1").Texts;
    }

    /// <summary>Writes a state that is refused when it is compared; the text of the error.</summary>
    internal string RefuseCompare(string text)
    {
        Write("state.psd1", text);
        return Assert.Single(Shell.Run("Compare-MilvusDesiredState state.psd1").Errors).Exception.Message;
    }

    /// <summary>Writes a state that is refused when it is set; the text of the error.</summary>
    internal string Refuse(string text, string more = "", string name = "state.psd1")
    {
        Write(name, text);
        Server.Log.Names.Clear();
        var ran = Shell.Run($"Set-MilvusDesiredState {name} -Confirm:$false {more}");
        Assert.Empty(Server.Log.Writes);
        return Assert.Single(ran.Errors).Exception.Message;
    }
}
