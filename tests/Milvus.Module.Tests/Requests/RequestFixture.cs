using Google.Protobuf;
using Milvus.Module.Tests.Fake;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Requests;

/// <summary>A shell that is connected to a server which notes what it is asked.</summary>
public abstract class RequestFixture : IDisposable
{
    private readonly RecordingServer server = new();
    private readonly ModuleShell shell = new();

    protected RequestFixture()
    {
        shell.Do("$null = Connect-Milvus $args[0]", server.Address);
        Prepare();
        server.Log.Names.Clear();
        server.Log.Requests.Clear();
    }

    /// <summary>What was asked.</summary>
    protected CallLog Log => server.Log;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What has to be there before.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Closes the shell and the server.</summary>
    protected virtual void Dispose(bool disposing)
    {
        shell.Dispose();
        server.Dispose();
    }

    /// <summary>Runs a line that must not fail.</summary>
    private protected Ran Do(string line) => shell.Do(line);

    /// <summary>What Tab offers at the end of a line.</summary>
    private protected IReadOnlyList<string> Complete(string line) => shell.Complete(line);

    /// <summary>Runs a line that may fail.</summary>
    private protected Ran Run(string line) => shell.Run(line);

    /// <summary>Runs a line, and compares the only request of a kind with what is expected, as JSON.</summary>
    private protected void Sends<T>(string line, string json)
        where T : IMessage<T>, new()
    {
        Log.Requests.Clear();
        shell.Do(line);

        Assert.Equal(JsonParser.Default.Parse<T>(json), Log.Only<T>());
    }
}
