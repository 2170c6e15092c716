using System.Collections;
using System.Management.Automation;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Values;

/// <summary>-As of reads and searches, and rows that were serialized in between.</summary>
public sealed class RowFormTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public RowFormTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -Dimension 2
        $row = [hashtable]::new([StringComparer]::Ordinal)
        $row.id = 1; $row.vector = 1, 0; $row['title'] = 'a'; $row['Title'] = 'b'
        $null = $row, @{ id = 2; vector = 0, 1 } | Add-MilvusEntity docs
        $serializer = [Management.Automation.PSSerializer]
        function Copy-Value { process { $serializer::Deserialize($serializer::Serialize($_, 5)) } }
        """);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Search_MilvusEntity_hashtable_is_only_in_the_entity()
    {
        var hit = Assert.Single(_shell.Do("Search-MilvusEntity docs 1, 0 -Limit 1 -OutputField title, Title -As Hashtable").Output);

        var row = Assert.IsType<Hashtable>(hit.Properties["Entity"].Value);
        Assert.Equal(("a", "b"), ((string)row["title"]!, (string)row["Title"]!));
        Assert.Null(hit.Properties["title"]);
    }

    [Fact]
    public void Search_MilvusEntity_objects_have_the_fields_as_properties() => Assert.Equal(
        ["a"], _shell.Do("Search-MilvusEntity docs 1, 0 -Limit 1 -OutputField title -As Object").Values("title"));

    [Fact]
    public void Search_MilvusEntity_row_of_a_hit_is_one_object_that_keeps_changes() => Assert.Equal(["True", "z", "a"], _shell.Do(
        """
        $hit = Search-MilvusEntity docs 1, 0 -Limit 1 -OutputField title
        [object]::ReferenceEquals($hit.Entity, $hit.Entity)
        $hit.Entity.title = 'z'
        $hit.Entity.title
        $hit.title
        """).Output.Select(value => value.ToString()));

    [Fact]
    public void Search_MilvusEntity_members_of_a_hit_are_its_own()
    {
        var hits = _shell.Do(
            """
            $hits = Search-MilvusEntity docs 1, 0 -Limit 2
            $hits[0].psobject.Properties.Add([psnoteproperty]::new('Mark', 1))
            $hits
            """).Output;

        Assert.Equal(1, hits[0].Properties["Mark"].Value);
        Assert.Null(hits[1].Properties["Mark"]);
        Assert.All(hits, hit => Assert.Equal(
            ["Query", "Rank", "Id", "Score", "Entity"],
            ((PSPropertySet)((PSMemberSet)hit.Members["PSStandardMembers"]).Members["DefaultDisplayPropertySet"]).ReferencedPropertyNames));
    }

    [Theory]
    [InlineData("Get-MilvusEntity docs -OutputField title, nosuch -As Hashtable | ForEach-Object { $_.ContainsKey('nosuch') }")]
    [InlineData("Search-MilvusEntity docs 1, 0 -OutputField nosuch -As Hashtable | ForEach-Object { $_.Entity.ContainsKey('nosuch') }")]
    [InlineData("Get-MilvusEntity docs -OutputField nosuch | ForEach-Object { [bool]$_.psobject.Properties['nosuch'] }")]
    [InlineData("Search-MilvusEntity docs 1, 0 -OutputField nosuch | ForEach-Object { [bool]$_.Entity.psobject.Properties['nosuch'] }")]
    public void RowForm_field_that_was_asked_for_exists(string line) => Assert.Equal([true, true], _shell.Do(line).Output
        .Select(value => (bool)value.BaseObject));

    [Theory]
    [InlineData("Get-MilvusEntity docs -Id 1 | Copy-Value | Search-MilvusEntity docs -Limit 1 | ForEach-Object Id", "1")]
    [InlineData("Get-MilvusEntity docs -Id 1 | Copy-Value | Set-MilvusEntity docs | ForEach-Object UpsertCount", "1")]
    [InlineData("Get-MilvusEntity docs -Id 1 | Copy-Value | Remove-MilvusEntity docs -PassThru | ForEach-Object DeleteCount", "1")]
    [InlineData("(Search-MilvusEntity docs 0, 1 -Limit 1 | Copy-Value | Remove-MilvusEntity docs -PassThru).DeleteCount", "1")]
    [InlineData("Get-MilvusEntity docs -As Hashtable | Copy-Value | Remove-MilvusEntity docs -PassThru | ForEach-Object DeleteCount", "2")]
    public void RowForm_serialized_rows_are_taken_by_what_reads_and_writes_rows(string line, string result) =>
        Assert.Equal(result, Assert.Single(_shell.Do(line).Output).ToString());
}
