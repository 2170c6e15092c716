using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Tables and lists of values get the spelling of servers, have one encoding, and errors name the value.</summary>
public sealed class SettingTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public SettingTests() => _shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection c -Dimension 2");

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("hnsw", "m", "M")]
    [InlineData("HNSW_SQ", "m", "M")]
    [InlineData("IVF_PQ", "M", "m")]
    [InlineData("HNSW_PQ", "m", "m")]
    [InlineData("HNSW_PQ", "M", "M")]
    public void New_MilvusIndexParameter_build_parameter_m_is_spelled_as_its_type_of_index_has_it(string type, string written, string sent)
    {
        var keys = _shell.Do($"(New-MilvusIndexParameter v -IndexType {type} -Parameter @{{ {written} = 16 }}).Parameter.Keys");

        Assert.Equal(sent, Assert.Single(keys.Output).BaseObject);
    }

    [Theory]
    [Failure("V3")]
    [InlineData("[datetime]'2026-01-02'", "2026-01-02T00:00:00.0000000")]
    [InlineData("[timespan]'1.00:00:00'", "1.00:00:00")]
    [InlineData("$true", "true")]
    [InlineData("0.5", "0.5")]
    [InlineData("[dayofweek]::Monday", "Monday")]
    [InlineData("@(1, 'a', $true)", """[1,"a",true]""")]
    [InlineData("@{ b = @{ c = 1.5 }; a = [pscustomobject]@{ x = 'y' } }", """{"a":{"x":"y"},"b":{"c":1.5}}""")]
    [InlineData("(Get-Command Get-Module | ForEach-Object { 'text' })", "text")]
    public void New_MilvusCollection_property_is_encoded_the_same_in_every_culture(string value, string text)
    {
        var set = _shell.Do(
            $"[cultureinfo]::CurrentCulture = 'de-DE'; (New-MilvusCollection d -Dimension 2 -Property @{{ own = {value} }}).Property['own']"
        );

        Assert.Equal(text, set.Output[0].ToString());
    }

    [Theory]
    [InlineData("New-MilvusCollection z -Dimension 2 -Property @{ a = { 1 } }", "-Property a is a script block")]
    [InlineData("New-MilvusCollection z -Dimension 2 -Property @{ a = $null }", "-Property a is null")]
    [InlineData("$t = @{}; $t.me = $t; New-MilvusCollection z -Dimension 2 -Property @{ a = $t }", "nested deeper than")]
    [InlineData("New-MilvusCollection z -Dimension 2 -Property @{ a = [securestring]::new() }", "-Property a is a SecureString")]
    [InlineData("New-MilvusCollection z -Dimension 2 -Property @{ a = [double]::NaN }", "is not a finite number")]
    [InlineData("New-MilvusCollection z -Dimension 2 -Description @{ a = 1 }", "-Description must be a text")]
    [InlineData("New-MilvusCollection z -Dimension 2 -ConsistencyLevel strng", "Did you mean Strong?")]
    [InlineData(
        "Search-MilvusEntity c 1, 2 -ScoreParameter @{ boost_mode = 'avg' }",
        "-ScoreParameter boost_mode cannot be 'avg'. It can be: Multiply, Sum."
    )]
    [InlineData("Search-MilvusEntity c 1, 2 -ScoreParameter @{ BostMode = 'sum' }", "Did you mean boost_mode?")]
    [InlineData("Search-MilvusEntity c 1, 2 -JsonType nonsense", "-JsonType cannot be 'nonsense'.")]
    [InlineData("Search-MilvusEntity c -SubSearch (New-MilvusSearchRequest 1, 2) -RankGroupScorer mean", "It can be: max, sum, avg.")]
    [InlineData(
        "Search-MilvusEntity c 1, 2 -FunctionChain @{ Stage = 'L2_RERANK'; Ops = @(@{ Sort = 'a'; Descending = 'yes' }) }",
        "neither true nor false"
    )]
    [InlineData("Search-MilvusEntity c 1, 2 -Aggregation @{ Fields = @{ a = 1 }; Size = 1 }", "Fields must be a list")]
    [InlineData("New-MilvusHighlighter -Query @{ kind = 'TextMatch' }", "-Query has no key 'kind'.")]
    [InlineData("New-MilvusHighlighter -Query @{ type = 'TextMatch'; text = @{} }", "-Query text is a table")]
    [InlineData("New-MilvusSchema (New-MilvusField id Int64 -PrimaryKey) -ExternalSpec 'parquet'", "-ExternalSpec is not JSON")]
    [InlineData(
        "New-MilvusSchema (New-MilvusField id Int64 -PrimaryKey) -ExternalSpec 1, 2",
        "-ExternalSpec must be a hashtable or JSON text"
    )]
    [InlineData("New-MilvusField t VarChar -MaxLength 5 -Warmup sometimes", "-Warmup cannot be 'sometimes'.")]
    [InlineData("Set-MilvusUserTag u -Tag @{ a = @{ b = 1 } }", "-Tag a is a table")]
    [InlineData("New-MilvusResourceGroup g -NodeFilter @{ a = 1, 2 }", "-NodeFilter a is a list")]
    [InlineData("Set-MilvusResourceGroup -Setting @{ g = @{ Nodes = 1 } }", "-Setting g has no key 'Nodes'.")]
    [InlineData("Set-MilvusEntity c @{ id = 1 } -FieldOperation @{ a = 'add' }", "-FieldOperation a cannot be 'add'.")]
    [InlineData("Set-MilvusReplication @{ Id = 'a'; Url = 'x' }", "-Cluster has no key 'Url'. Did you mean Uri?")]
    [InlineData("New-MilvusField t VarChar -MaxLength 5 -MultiAnalyzerParameter @{ by = 'a' }", "-MultiAnalyzerParameter has no key 'by'.")]
    public void Setting_that_cannot_be_sent_is_refused_by_name(string line, string words)
    {
        var ran = _shell.Run(line);

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains(words, ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_MilvusIndexParameter_unknown_name_of_an_open_list_is_sent_with_a_hint()
    {
        var near = _shell.Do("New-MilvusIndexParameter v -IndexType HNWS -MetricType cosine -Parameter @{ NLIST = 8; efConstrution = 1 }");
        var other = _shell.Do("New-MilvusIndexParameter v -IndexType QUANTUM -Verbose");

        Assert.Equal(["HNWS"], near.Values("IndexType"));
        Assert.Equal(["COSINE"], near.Values("MetricType"));
        Assert.Equal(
            [
                "-IndexType: 'HNWS' is unknown. Did you mean HNSW? It is sent unchanged.",
                "-Parameter: 'efConstrution' is unknown. Did you mean efConstruction? It is sent unchanged.",
            ],
            near.Warnings.Order(StringComparer.Ordinal));
        Assert.Empty(other.Warnings);
        Assert.Contains("-IndexType: 'QUANTUM' is unknown, and is sent unchanged.", other.Verbose);
    }

    [Theory]
    [InlineData("fmindex", "FMINDEX")]
    [InlineData("TRIE", "Trie")]
    [InlineData("ivf_flat_cc", "IVF_FLAT_CC")]
    public void New_MilvusIndexParameter_index_type_in_any_case_is_spelled_as_servers_spell_it(string given, string spelled) =>
        Assert.Equal([spelled], _shell.Do($"New-MilvusIndexParameter v -IndexType {given}").Values("IndexType"));
}
