using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Server;

/// <summary>The engine with a client of another project.</summary>
public sealed class PymilvusTests
{
    [PythonFact]
    public void Pymilvus_seed_example_runs()
    {
        using var server = ServerRun.Start("--in-memory");

        Assert.Equal(
            ["['my_id', 'my_vector']", "['my_vector']", "COSINE", "[]"],
            Run("seed.py", server.Address, "-").Lines);
    }

    [PythonFact]
    public void Pymilvus_token_is_asked_for()
    {
        using var server = ServerRun.Start("--in-memory", "--token", "root:Milvus");

        Assert.Equal(4, Run("seed.py", server.Address, "root:Milvus").Lines.Length);
        foreach (var wrong in new[] { "-", "root:wrong" })
        {
            using var python = RunningProgram.Start(PeerPython.Executable!, [Script("seed.py"), server.Address.ToString(), wrong]);
            var refused = python.Finish();
            Assert.NotEqual(0, refused.ExitCode);
            Assert.Contains("auth", refused.Errors, StringComparison.OrdinalIgnoreCase);
        }

        server.Program.Signal("TERM");
        var log = server.Program.Finish();
        Assert.DoesNotContain("root:", log.Output + log.Errors, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Pymilvus_user_with_one_role_may_do_what_it_grants()
    {
        using var server = ServerRun.Start("--in-memory", "--token", "root:Milvus");

        Assert.Equal(
            [
                "['docs']",
                "[1]",
                "PrivilegeQuery: permission deny to alice",
                "PrivilegeInsert: permission deny to alice",
                "PrivilegeDropCollection: permission deny to alice",
                "PrivilegeSelectOwnership: permission deny to alice",
                "('reader',)",
                "auth check failure, please check username and password are correct",
                "['docs']",
                "PrivilegeQuery: permission deny to alice",
            ],
            Run("access.py", server.Address, "-").Lines);
    }

    [PythonFact]
    public void Pymilvus_everyday_work_gives_the_right_rows()
    {
        using var folder = new TemporaryFolder();
        using var server = ServerRun.Start("--path", folder.File("crud.db"));

        Assert.Equal("dropped", Run("crud.py", server.Address, "-").Lines[^1]);
    }
    [PythonFact]
    public void Pymilvus_iterators_give_every_row_once()
    {
        using var server = ServerRun.Start("--in-memory");

        Assert.Equal("done", Run("iterators.py", server.Address, "-").Lines[^1]);
    }

    private static ProgramResult Run(string script, Uri address, string token)
    {
        using var python = RunningProgram.Start(PeerPython.Executable!, [Script(script), address.ToString(), token]);
        var result = python.Finish();
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return result;
    }

    private static string Script(string name) => Repository.Combine("tests", "Milvus.Module.Tests", "Server", name);
}
