using Google.Protobuf;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Requests;

/// <summary>A shell that is connected to a server with a log of its calls.</summary>
public abstract class RequestFixture : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    protected RequestFixture()
    {
        _shell.Do("$null = Connect-Milvus $args[0]", _server.Address);
        Prepare();
        _server.Log.Names.Clear();
        _server.Log.Requests.Clear();
    }

    /// <summary>The received calls.</summary>
    protected CallLog Log => _server.Log;

    /// <summary>The address of the server, for another client.</summary>
    private protected string Address => _server.Address;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates the objects of the tests.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Closes the shell and the server.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _shell.Dispose();
        _server.Dispose();
    }

    /// <summary>Runs a line that must not fail.</summary>
    private protected Ran Do(string line) => _shell.Do(line);

    /// <summary>The completions at the end of a line.</summary>
    private protected IReadOnlyList<string> Complete(string line) => _shell.Complete(line);

    /// <summary>Runs a line that may fail.</summary>
    private protected Ran Run(string line) => _shell.Run(line);

    /// <summary>Runs a line, and compares its only request of a type with the expected JSON.</summary>
    private protected void Sends<T>(string line, string json)
        where T : IMessage<T>, new()
    {
        Log.Requests.Clear();
        _shell.Do(line);

        Assert.Equal(JsonParser.Default.Parse<T>(json), Log.Only<T>());
    }
}
