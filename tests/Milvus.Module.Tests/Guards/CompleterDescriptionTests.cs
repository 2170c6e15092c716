using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>Tab shows what the names are, and offers first what fits the parameter.</summary>
public sealed class CompleterDescriptionTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-MilvusCollection sh", "shop", "1 row; vector: FloatVector(2)")]
    [InlineData("Get-MilvusEntity shop -OutputField ti", "title", "VarChar(200)")]
    [InlineData("Get-MilvusEntity shop -OutputField i", "id", "Int64, primary key")]
    [InlineData("Search-MilvusEntity shop -Field ve", "vector", "FloatVector(2), index HNSW/COSINE")]
    [InlineData("Get-MilvusEntity shop -Filter 'pri", "'price", "Double, nullable")]
    [InlineData("Get-MilvusIndex shop ve", "vector", "HNSW/COSINE on vector, 1 row")]
    [InlineData("Get-MilvusEntity shop -Partition _d", "_default", "1 row")]
    [InlineData("Get-MilvusServer -Connection he", "here", ":memory:/default, embedded v2.6.0-embedded, Open")]
    [InlineData("New-MilvusIndex shop title -MetricType BM", null, null)]
    [InlineData("New-MilvusIndex shop vector -MetricType HAMM", null, null)]
    [InlineData("New-MilvusIndex -MetricType BM25 -Field ve", null, null)]
    [InlineData("New-MilvusIndex -MetricType BM", "BM25", "higher is nearer; for SparseFloatVector")]
    [InlineData("New-MilvusIndex shop title -IndexType Tr", "Trie", "for VarChar")]
    [InlineData("New-MilvusIndex shop title -IndexType HN", null, null)]
    [InlineData(
        "New-MilvusIndex shop vector -IndexType HNSW -Parameter M",
        "@{ M = 16 }",
        "M: a whole number from 2 to 2048; default 30, in the embedded engine 16")]
    [InlineData("New-MilvusIndex shop vector -IndexType HNSW -Parameter nl", null, null)]
    [InlineData(
        "New-MilvusIndex shop vector -IndexType IVF_FLAT -Parameter nl",
        "@{ nlist = ",
        "nlist: a whole number from 1 to 65536; default 128")]
    [InlineData("New-MilvusIndex shop vector -Parameter warmup", "@{ warmup = 'sync' }", "warmup")]
    [InlineData("Search-MilvusEntity shop 1, 2 -Parameter e", "@{ ef = ", "ef: a whole number of at least 1")]
    [InlineData("Search-MilvusEntity shop 1, 2 -Parameter npr", null, null)]
    [InlineData("Set-MilvusCollection shop -Property collection.ttl", "@{ 'collection.ttl.seconds' = ", "collection.ttl.seconds")]
    public void CompleterDescription_describes_what_it_offers(string line, string? completion, string? description)
    {
        Prepare();
        _ = _shell.CompleteWithDescriptions(line);

        // The first question of a process may take longer than Tab waits for descriptions.
        var found = _shell.CompleteWithDescriptions(line);

        Assert.Equal(completion, found.Select(match => match.CompletionText).FirstOrDefault(text => !IsFile(text)));
        Assert.Equal(description, found.Where(match => !IsFile(match.CompletionText)).Select(match => match.ToolTip).FirstOrDefault());
    }

    [Theory]
    [InlineData("New-MilvusIndex shop ", "meta")]
    [InlineData("New-MilvusIndex plain ", "vector")]
    [InlineData("Search-MilvusEntity shop -Field ", "vector")]
    [InlineData("Remove-MilvusIndex shop -Field ", "vector")]
    [InlineData("Get-MilvusEntity shop -OrderBy ", "id")]
    [InlineData("Add-MilvusEntity shop -TextField ", "title")]
    public void CompleterDescription_offers_first_the_field_that_fits(string line, string first)
    {
        Prepare();

        Assert.Equal(first, _shell.Complete(line)[0]);
    }

    [Fact]
    public void CompleterDescription_offers_dynamic_keys_of_the_first_rows()
    {
        Prepare();

        var found = _shell.CompleteWithDescriptions("Get-MilvusEntity shop -OutputField ");

        Assert.Equal(
            ["id", "meta", "price", "title", "vector", "'a b'", "color"],
            found.Select(match => match.CompletionText));
        Assert.Equal("dynamic key, in 1 of 1 row of a sample", found[^1].ToolTip);
        Assert.Contains("'color", _shell.Complete("Get-MilvusEntity shop -Filter 'col"));
        Assert.DoesNotContain(_shell.Complete("Get-MilvusEntity shop -Filter 'a"), text => text.Contains("a b"));
    }

    [Fact]
    public void CompleterDescription_of_a_collection_that_is_not_loaded_has_its_fields()
    {
        Prepare();
        _shell.Do("Dismount-MilvusCollection shop");

        Assert.Equal(["id", "meta", "price", "title", "vector"], _shell.Complete("Get-MilvusEntity shop -OutputField "));
    }

    [Fact]
    public void CompleterDescription_has_names_if_the_server_does_not_describe_them()
    {
        using var server = new RecordingServer();
        _shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", server.Address);
        server.Log.Silent["DescribeIndex"] = true;
        server.Log.Silent["GetCollectionStatistics"] = true;

        Assert.Equal(["vector"], _shell.Complete("Get-MilvusEntity docs -OutputField vec"));
        Assert.Equal(["docs"], _shell.Complete("Get-MilvusCollection do"));
    }

    [Fact]
    public void CompleterDescription_writes_nothing()
    {
        using var server = new RecordingServer();
        _shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", server.Address);
        var before = server.Log.Writes.Count;
        var asked = server.Log.Names.Count;

        foreach (var line in (string[])["Get-MilvusCollection ", "New-MilvusIndex docs ", "Get-MilvusEntity docs -OutputField "])
        {
            _ = _shell.Complete(line);
        }

        Assert.Equal(before, server.Log.Writes.Count);
        Assert.NotEqual(asked, server.Log.Names.Count);
    }

    private static bool IsFile(string text) => text.Contains('/') || text.Contains('\\');

    private void Prepare() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory -Name here
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField title VARCHAR -MaxLength 200),
            (New-MilvusField price DOUBLE -Nullable), (New-MilvusField meta JSON), (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
        $null = New-MilvusCollection shop -Field $fields -EnableDynamicField
        $null = New-MilvusCollection plain -Field $fields
        $null = New-MilvusIndex shop vector -IndexType HNSW -MetricType COSINE
        Mount-MilvusCollection shop
        $null = @{ id = 1; title = 't'; price = 2.5; meta = @{}; vector = 1, 2; color = 'red'; 'a b' = 1 } | Add-MilvusEntity shop
        """);
}
