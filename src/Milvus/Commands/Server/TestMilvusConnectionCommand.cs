using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Tests whether a server answers and reports that it is healthy.</summary>
/// <remarks>
/// For a server that cannot be reached, or a closed connection, the result is $false and not an error; -Verbose and -Detail show why.
/// </remarks>
/// <example><code>Test-MilvusConnection</code>Returns $true if the server is healthy.</example>
/// <example>
/// <code>Test-MilvusConnection -Detail -TimeoutSec 5 | Format-List</code>
/// Shows the reasons, the requests that the server currently refuses, and its components.
/// </example>
/// <example><code>Get-MilvusConnection | Test-MilvusConnection -Detail</code>Checks every connection of this session.</example>
[Cmdlet(VerbsDiagnostic.Test, "MilvusConnection", DefaultParameterSetName = ByDefault,
    HelpUri = CmdletPages.Folder + "Test-MilvusConnection.md")]
[OutputType(typeof(bool), typeof(Health))]
public sealed class TestMilvusConnectionCommand : ConnectedCommand
{
    private const string ByDefault = "Current";
    /// <summary>Connections as Get-MilvusConnection returns them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public MilvusConnection[] InputObject { get; set; } = [];

    /// <summary>Returns an object with reasons, quotas and components instead of $true or $false.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var connection in ParameterSetName == ByObject ? InputObject : [Connected])
        {
            Write(connection);
        }
    }

    private void Write(MilvusConnection connection)
    {
        var health = Ask(connection);
        health.Connection = connection.Name;
        foreach (var reason in health.Reason)
        {
            WriteVerbose($"{connection.Name}: {reason}");
        }

        WriteObject(Detail ? Mark(health, connection) : health.Healthy);
    }

    private Health Ask(MilvusConnection connection) => connection.State == "Closed"
        ? new Health { Address = connection.Address, Reason = ["The connection is closed."] }
        : Await((call, token) => connection.Client.GetHealthAsync(call, Detail, token));
}
