using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Dropped fields and added functions, on back ends that can change schemas.</summary>
public sealed class SchemaChangeTests
{
    /// <summary>Milvus 2.3.5 and Milvus Lite 3.2.2 cannot drop fields.</summary>
    public static TheoryData<Backend> WithChanges => Backend.Without("milvus", "lite");

    [Theory]
    [MemberData(nameof(WithChanges))]
    public void Remove_MilvusField_drops_field_but_not_required_ones(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection("drop");

        back.Shell.Do("Remove-MilvusField $args[0] name -Confirm:$false", name);

        Assert.Equal(["id", "vector"], back.Shell.Do("Get-MilvusField $args[0]", name).Values("Name"));
        Assert.Equal([7L], back.Shell.Do("Get-MilvusEntity $args[0] -Id 7", name).Values("id"));
        Assert.Equal(["MilvusInvalidArgument"], back.Shell.Run("Remove-MilvusField $args[0] vector -Confirm:$false", name).ErrorIds);
        Assert.Equal(["MilvusFieldNotFound"], back.Shell.Run("Remove-MilvusField $args[0] -FieldId 9999 -Confirm:$false", name).ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], back.Shell.Run("Remove-MilvusField $args[0] id -Confirm:$false", name).ErrorIds);
    }

    [Theory]
    [MemberData(nameof(WithChanges))]
    public void Add_MilvusFunction_makes_existing_texts_searchable(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewName("texts");
        back.Shell.Do(
            """
            param($name)
            $null = New-MilvusCollection $name -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField text VARCHAR -MaxLength 100 -EnableAnalyzer),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex $name vector -IndexType FLAT -MetricType L2
            Mount-MilvusCollection $name
            $null = @{ id = 1; text = 'red fox'; vector = 1, 0 }, @{ id = 2; text = 'blue bird'; vector = 0, 1 } | Add-MilvusEntity $name
            Add-MilvusFunction $name (New-MilvusFunction bm25 BM25 -InputField text -OutputField sparse) `
                -Field (New-MilvusField sparse SPARSE_FLOAT_VECTOR) -IndexParameter (New-MilvusIndexParameter sparse `
                -IndexType SPARSE_INVERTED_INDEX -MetricType BM25)
            """,
            name);

        Assert.Equal([2L], back.Shell.Do("Search-MilvusEntity $args[0] -Text bird -Field sparse", name).Values("Id"));
        back.Shell.Do("Remove-MilvusFunction $args[0] bm25 -WithField -Confirm:$false", name);
        Assert.Equal(["id", "text", "vector"], back.Shell.Do("Get-MilvusField $args[0]", name).Values("Name"));
    }
}
