using System.Globalization;
using System.Text.Json;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Server;

public sealed class ServerTests
{
    [InterruptFact]
    public void Server_says_where_it_listens_and_stops_on_a_signal()
    {
        foreach (var signal in new[] { "TERM", "INT" })
        {
            using var server = ServerRun.Start("--in-memory");
            Assert.True(server.Address is { Scheme: "http", Host: "127.0.0.1", Port: > 0 }, server.Address.ToString());

            server.Program.Signal(signal);

            var result = server.Program.Finish();
            Assert.Equal((0, string.Empty), (result.ExitCode, result.Errors));
        }
    }

    [InterruptFact]
    [Failure("S11")]
    public void MilvusServer_verbose_writes_each_record_as_a_line_of_JSON_to_standard_error()
    {
        using var server = ServerRun.Start("--in-memory", "--verbose");

        server.Program.Signal("TERM");

        var lines = server.Program.Finish().Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["Started", "Stopped"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()));
    }

    [Theory]
    [InlineData("--nonsense", "'--nonsense' is not an option.")]
    [InlineData("--path", "--path needs a value.")]
    [InlineData("--in-memory --path x.db", "Specify either --path FILE or --in-memory.")]
    [InlineData("", "Specify either --path FILE or --in-memory.")]
    [InlineData("--in-memory --token alice:secret1", "--token must be root:password: root creates other users.")]
    [InlineData("--in-memory --token-file no-such-file", "--token-file 'no-such-file' cannot be read: ")]
    [InlineData("--in-memory --token root:a --token-file b", "Specify only one of --token and --token-file.")]
    [InlineData("--in-memory --port 65536", "--port must be a number from 0 to 65535, not '65536'.")]
    public void Server_wrong_arguments_are_refused_with_the_usage(string arguments, string complaint)
    {
        var result = ServerRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(complaint, result.Errors, StringComparison.Ordinal);
        Assert.Contains("\nusage: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_port_in_use_is_one_clear_line()
    {
        using var server = ServerRun.Start("--in-memory");
        var port = server.Address.Port.ToString(CultureInfo.InvariantCulture);

        var second = ServerRun.Of("--in-memory", "--port", port);

        Assert.Equal(1, second.ExitCode);
        Assert.Equal($"Port {port} is in use: choose another with --port, or 0 for any free one.\n", second.Errors);
    }

    [Fact]
    public void Server_database_that_another_process_has_open_is_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        using var server = ServerRun.Start("--path", folder.File("one.db"));

        var second = ServerRun.Of("--path", folder.File("one.db"), "--port", "0");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(
            "one.db",
            Assert.Single(second.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }
}
