using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Requests;

/// <summary>Rows are written by the schema that the connection already has, and by the current one if a row does not fit.</summary>
public sealed class KnownSchemaTests : RequestFixture
{
    protected override void Prepare() => Do(
        "$null = New-MilvusCollection docs -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2) "
            + "-IndexParameter (New-MilvusIndexParameter v)");

    [Theory]
    [InlineData("Add-MilvusEntity", "Insert")]
    [InlineData("Set-MilvusEntity", "Upsert")]
    public void Add_MilvusEntity_known_schema_is_one_call(string cmdlet, string call)
    {
        Do($"$null = @{{ id = 1; v = 1, 2 }} | {cmdlet} docs; $null = @{{ id = 2; v = 1, 2 }} | {cmdlet} docs");

        Assert.Equal([call, call], Log.Names);
    }

    [Fact]
    public void Add_MilvusEntity_row_that_fits_only_the_new_schema_is_stored()
    {
        AddFieldElsewhere();

        Do("$null = @{ id = 1; v = 1, 2 }, @{ id = 2; v = 1, 2; more = 'new' }, @{ id = 3; v = 1, 2 } | Add-MilvusEntity docs");

        Assert.Equal([null, "new", null], Do("Get-MilvusEntity docs").Values("more"));
    }

    [Fact]
    public void Add_MilvusEntity_row_that_fits_no_schema_is_one_error()
    {
        var ran = Run("@{ id = 1; v = 1, 2; other = 1 }, @{ id = 2; v = 1, 2 }, @{ id = 3; v = 1, 2; other = 1 } | Add-MilvusEntity docs");

        Assert.Equal(["MilvusSchemaMismatch", "MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Equal(["DescribeCollection", "Insert"], Log.Names);
        Assert.Equal([2L], Do("Get-MilvusEntity docs").Values("id"));
    }

    private void AddFieldElsewhere()
    {
        using var other = new ModuleShell();
        other.Do(
            "$null = Connect-Milvus $args[0]; $null = Add-MilvusField docs (New-MilvusField more VarChar -MaxLength 20 -Nullable)",
            Address);
        Log.Names.Clear();
    }
}
