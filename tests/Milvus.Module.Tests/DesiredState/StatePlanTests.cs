namespace Milvus.Module.Tests.DesiredState;

/// <summary>Steps that a server would refuse are found before the first step.</summary>
public sealed class StatePlanTests : IClassFixture<StateWorld>
{
    private readonly StateWorld _world;

    public StatePlanTests(StateWorld world)
    {
        _world = world;
        if (_world.Shell.Do("Get-MilvusCollection").Output.Count == 0)
        {
            _world.Shell.Do(
                "$null = New-MilvusCollection docs -Dimension 2; $null = New-MilvusDatabase full; "
                    + "$null = New-MilvusCollection c -Dimension 2 -Database full");
        }
    }

    [Theory]
    [InlineData("@{ collections = @(@{ name = 'new' }) }", "the collection new does not exist, and has no fields to create it.")]
    [InlineData(
        "@{ collections = @(@{ name = 'new'; fields = @("
            + "@{ name = 'id'; type = 'Int64'; primaryKey = $true }; @{ name = 'v'; type = 'FloatVector' }) }) }",
        "collections.new.fields.v: the dimension of the FloatVector field is missing.")]
    [InlineData("@{ collections = @(@{ name = 'new'; fields = @(@{ name = 'id'; type = 'Int64' }) }) }", "The primary key is missing")]
    [InlineData(
        "@{ collections = @(@{ name = 'docs'; indexes = @(@{ field = 'vectr'; indexType = 'FLAT'; metricType = 'L2' }) }) }",
        "the field 'vectr' does not exist. Did you mean vector?")]
    [InlineData("@{ users = @(@{ name = 'root'; roles = 'admn' }) }", "the role 'admn' does not exist. Did you mean admin?")]
    [InlineData(
        "@{ roles = @(@{ name = 'r'; grants = @(@{ privilege = 'Serch'; object = '*' }) }) }",
        "the privilege 'Serch' does not exist. Did you mean Search?")]
    [InlineData(
        "@{ collections = @(@{ name = 'x'; database = 'defalt'; fields = @() }) }",
        "the database 'defalt' does not exist. Did you mean default?")]
    [InlineData(
        "@{ privilegeGroups = @(@{ name = 'g'; privileges = 'Insrt' }) }",
        "privilegeGroups.g.privileges: the privilege 'Insrt' does not exist. Did you mean Insert?")]
    [InlineData(
        "@{ collections = @(@{ name = 'new'; partitions = 'p'; fields = @(@{ name = 'id'; type = 'Int64'; primaryKey = $true }; "
            + "@{ name = 'k'; type = 'Int64'; partitionKey = $true }; @{ name = 'v'; type = 'FloatVector'; dimension = 2 }) }) }",
        "collections.new.partitions: new has a partition key, so the server makes its partitions")]
    [InlineData(
        "@{ collections = @(@{ name = 'docs'; fields = @(@{ name = 'vectr'; dimension = 2 }) }) }",
        "collections.docs.fields.vectr: the type of a new field is missing: the field 'vectr' does not exist. Did you mean vector?")]
    [InlineData(
        "@{ collections = @(@{ name = 'x'; fields = @(@{ name = 'id'; type = 'Int64'; primaryKey = $true }; "
            + "@{ name = 'v'; type = 'FloatVector'; dimension = 2 }); indexes = @(@{ field = 'v'; indexType = 'HNSW' }) }) }",
        "the metricType of the index HNSW is missing. Use L2, IP, COSINE.")]
    [InlineData(
        "@{ collections = @(@{ name = 'docs'; indexes = @(@{ field = 'vector'; indexType = 'HNSW'; metricType = 'HAMMING' }) }) }",
        "HAMMING does not compare vectors of the type FloatVector. Use L2, IP, COSINE.")]
    [InlineData(
        "@{ collections = @(@{ name = 'docs'; indexes = @(@{ field = 'vector'; indexType = 'HNSW'; metricType = 'L2'; "
            + "parameters = @{ M = 100000 } }) }) }",
        "parameters.M: it must be between 2 and 2048, but it is 100000.")]
    public void Set_MilvusDesiredState_names_that_do_not_exist_are_errors_of_the_file_as_for_Compare(string text, string expected)
    {
        Assert.Contains(expected, _world.Refuse(text, "-Force"), StringComparison.Ordinal);
        Assert.Contains(expected, _world.RefuseCompare(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_MilvusDesiredState_a_database_that_is_not_empty_is_not_removed()
    {
        const string State = "@{ complete = 'databases'; databases = @(@{ name = 'default' }) }";

        Assert.Contains(
            "the database full is not in the list, but it is not empty", _world.Refuse(State, "-Force"), StringComparison.Ordinal);
        Assert.Equal(["Remove Database full"], _world.Compare(State));
    }
}
