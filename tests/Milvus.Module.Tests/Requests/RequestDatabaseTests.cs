using Milvus.Module.Tests.Control;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Reference;

namespace Milvus.Module.Tests.Requests;

/// <summary>-Database is in every request that has a field for it, because servers read the header only for some requests.</summary>
public sealed class RequestDatabaseTests
{
    private static readonly string[] _reads =
    [
        "Get-MilvusCollection docs",
        "Get-MilvusCollection",
        "Test-MilvusCollection docs",
        "Measure-MilvusCollection docs",
        "Get-MilvusPartition docs",
        "Measure-MilvusPartition docs _default",
        "Get-MilvusIndex docs",
        "Get-MilvusEntity docs",
        "Get-MilvusEntity docs -Id 1",
        "Search-MilvusEntity docs 1, 2",
        "Get-MilvusAlias",
        "Get-MilvusAlias known",
        "Get-MilvusField docs",
        "Get-MilvusSegment docs",
        "Get-MilvusSegment docs -Loaded",
        "Get-MilvusLoadState docs",
        "Get-MilvusReplica docs",
        "Get-MilvusSnapshot docs",
        "Get-MilvusFlushState docs -Timestamp 1",
        "Get-MilvusFlushState -All -Timestamp 1",
        "Get-MilvusImport",
        "Wait-MilvusIndex docs",
        "Wait-MilvusLoad docs",
        "Copy-MilvusCollection docs another",
    ];

    // Other cmdlets make the same reads, and the files of these would affect other tests.
    // Send-MilvusImportFile makes no request to Milvus.
    private static readonly string[] _writesFile = ["Export-MilvusEntity", "Export-MilvusSchema", "Backup-", "Send-MilvusImportFile"];

    /// <summary>Lines with a single cmdlet: in a line with several, the first would have another database.</summary>
    public static TheoryData<string> Everything { get; } =
    [
        .. WhatIfAndConfirmTests.Lines.Concat(_reads)
            .Where(line => line.IndexOfAny(['|', ';']) < 0 && !line.Contains("MilvusDatabase", StringComparison.Ordinal))
            .Where(line => !_writesFile.Any(verb => line.StartsWith(verb, StringComparison.Ordinal))),
    ];

    [Theory]
    [MemberData(nameof(Everything))]
    public void RequestDatabase_database_is_in_every_request_that_has_a_place_for_it(string line)
    {
        using var server = new RecordingServer();
        using var shell = new ModuleShell();
        ReferenceAnswers.Give(server.Log);
        shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusDatabase archive
            $null = New-MilvusCollection docs -Dimension 2 -Database archive
            $null = New-MilvusAlias known docs -Database archive
            """,
            server.Address);
        server.Log.Requests.Clear();

        var ran = shell.Run($"{line} -Database archive{(ModuleAsks(line) ? " -Confirm:$false" : string.Empty)}");

        Assert.DoesNotContain(
            ran.Errors,
            error => error.FullyQualifiedErrorId.Contains("NamedParameterNotFound", StringComparison.Ordinal));
        Assert.All(
            server.Log.Requests,
            call =>
            {
                if (call.Request.GetType().GetProperty("DbName") is { } field)
                {
                    Assert.Equal((call.Name, "archive"), (call.Name, field.GetValue(call.Request)));
                }
            });
    }

    [Fact]
    public void RequestDatabase_flush_of_all_without_a_database_is_one_of_all_databases()
    {
        using var server = new RecordingServer();
        using var shell = new ModuleShell();
        shell.Do(
            "$null = Connect-Milvus $args[0]; $null = New-MilvusDatabase archive; Use-MilvusDatabase archive; Save-MilvusCollection -All",
            server.Address);

#pragma warning disable CS0612 // Deprecated, and still what names the database.
        Assert.Equal(string.Empty, server.Log.Only<Milvus.Protocol.FlushAllRequest>().DbName);
#pragma warning restore CS0612
    }

    [Fact]
    public void RequestDatabase_where_a_server_would_flush_all_databases_the_collections_of_one_are_flushed()
    {
        using var server = new RecordingServer();
        using var shell = new ModuleShell();
        server.ActAsMilvus("v2.6.1");
        shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusDatabase archive
            foreach ($name in 'one', 'two') { $null = New-MilvusCollection $name -Dimension 2 -Database archive }
            $null = New-MilvusCollection elsewhere -Dimension 2
            Save-MilvusCollection -All -Database archive
            """,
            server.Address);

        Assert.DoesNotContain("FlushAll", server.Log.Names);
        Assert.Equal(
            [("archive", "one"), ("archive", "two")],
            server
                .Log.Requests.Select(call => call.Request)
                .OfType<Milvus.Protocol.FlushRequest>()
                .Select(request => (request.DbName, request.CollectionNames.Single())));
    }

    private static bool ModuleAsks(string line) => !_reads.Contains(line) || line.StartsWith("Copy-", StringComparison.Ordinal);
}
