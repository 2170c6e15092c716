using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Round trips of values of the types that real servers and the engine share.</summary>
public sealed class DataTypeTests
{
    /// <summary>Milvus 2.3.5 supports neither null nor sparse vectors, and only one vector field per collection.</summary>
    public static TheoryData<Backend> WithNulls => Backend.Without("milvus");

    /// <summary>Only Milvus 2.6 and the engine support arrays of structs, and more types of vectors than Lite.</summary>
    public static TheoryData<Backend> WithStructs => Backend.Without("milvus", "lite");

    [Theory]
    [Failure("V4")]
    [MemberData(nameof(WithNulls))]
    public void DataType_nulls_and_defaults(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewName("nulls");

        connected.Shell.Do(
            """
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2),
                (New-MilvusField i8 Int8 -Nullable),
                (New-MilvusField text VarChar -MaxLength 20 -Nullable), (New-MilvusField flag Bool -Nullable),
                    (New-MilvusField json Json -Nullable),
                (New-MilvusField list Array -ElementType Int64 -MaxCapacity 3 -Nullable), (New-MilvusField n Int64 -DefaultValue 7)
            $null = New-MilvusCollection $args[0] -Field $fields -ConsistencyLevel Strong -IndexParameter (New-MilvusIndexParameter v `
                -IndexType FLAT -MetricType L2)
            $null = @{ id = 1; v = 1, 2 },
                @{ id = 2; v = 3, 4; i8 = -128; text = ''; flag = $false; json = @{ a = $null }; list = @(); n = -1 },
                @{ id = 3; v = 5, 6; i8 = 127; text = 'é'; flag = $true; json = 'null'; list = [long]::MinValue, 0, [long]::MaxValue;
                    n = $null } | Add-MilvusEntity $args[0]
            """,
            name);
        var rows = connected.Shell.Do("Get-MilvusEntity $args[0]", name).Output.OrderBy(row => (long)row.Properties["id"].Value).ToList();

        Assert.Equal([null, (sbyte)-128, (sbyte)127], Values("i8"));
        Assert.Equal([null, "", "é"], Values("text"));
        Assert.Equal([null, false, true], Values("flag"));
        Assert.Equal([7L, -1L, 7L], Values("n"));
        Assert.Null(Values("list")[0]);
        Assert.Empty((Array)Values("list")[1]!);
        Assert.Equal(new[] { long.MinValue, 0, long.MaxValue }, Values("list")[2]);
        Assert.Null(Values("json")[0]);
        Assert.NotNull(Values("json")[1]);

        List<object?> Values(string field) => [.. rows.Select(row => row.Properties[field].Value)];
    }

    [Theory]
    [MemberData(nameof(WithStructs))]
    public void DataType_vectors_of_every_kind(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewName("kinds");

        connected.Shell.Do(
            """
            $kinds = 'BinaryVector', 'Float16Vector', 'BFloat16Vector', 'Int8Vector'
            $fields = @(New-MilvusField id Int64 -PrimaryKey; foreach ($kind in $kinds) { New-MilvusField $kind $kind -Dimension 8 })
            $indexes = foreach ($kind in $kinds) { New-MilvusIndexParameter $kind -IndexType AUTOINDEX -MetricType $(if ($kind `
                -eq 'BinaryVector') { 'HAMMING' } else { 'L2' }) }
            $null = New-MilvusCollection $args[0] -Field $fields -ConsistencyLevel Strong -IndexParameter $indexes
            $null = @{ id = 1; BinaryVector = [byte[]](170); Float16Vector = 65504, -65504, 0, 1, 2, 3, 4, 0.5; BFloat16Vector = 1..8;
                Int8Vector = -128, 127, 0, 1, 2, 3, 4, 5 },
                @{ id = 2; BinaryVector = [byte[]](1); Float16Vector = 1..8; BFloat16Vector = 8..1; Int8Vector = 1..8 } |
                    Add-MilvusEntity $args[0]
            """,
            name);
        var row = connected.Shell.Do("Get-MilvusEntity $args[0] -Id 1", name).Output.Single();

        Assert.Equal(new byte[] { 170 }, row.Properties["BinaryVector"].Value);
        Assert.Equal(new[] { 65504, -65504, 0, 1, 2, 3, 4, 0.5f }, row.Properties["Float16Vector"].Value);
        Assert.Equal(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, row.Properties["BFloat16Vector"].Value);
        Assert.Equal(new float[] { -128, 127, 0, 1, 2, 3, 4, 5 }, row.Properties["Int8Vector"].Value);
        Assert.Equal(
            2L,
            connected
                .Shell.Do("(Search-MilvusEntity $args[0] -Vector (1..8) -VectorField Int8Vector -Limit 1).Id", name)
                .Output.Single()
                .BaseObject);
    }

    [Theory]
    [MemberData(nameof(WithStructs))]
    public void DataType_arrays_of_structs(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (name, copy) = (connected.NewName("structs"), connected.NewName("structs"));

        connected.Shell.Do(
            """
            $inner = (New-MilvusField text VarChar -MaxLength 20), (New-MilvusField emb FloatVector -Dimension 2)
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2),
                (New-MilvusField chunks Array -ElementType Struct -StructField $inner -MaxCapacity 3)
            $indexes = (New-MilvusIndexParameter v -IndexType FLAT -MetricType L2),
                (New-MilvusIndexParameter 'chunks[emb]' -IndexType HNSW -MetricType MAX_SIM_COSINE)
            $null = New-MilvusCollection $args[0] -Field $fields -ConsistencyLevel Strong -IndexParameter $indexes
            $null = @{ id = 1; v = 1, 2; chunks = @{ text = 'a'; emb = 1, 0 }, @{ text = 'b'; emb = 0, 1 } }, @{ id = 2; v = 3, 4;
                chunks = @() } | Add-MilvusEntity $args[0]
            $null = Copy-MilvusCollection $args[0] $args[1]
            """,
            name,
            copy);

        foreach (var one in new[] { name, copy })
        {
            Assert.Equal(
                ["1: a b; 0 1", "2: ; "],
                connected.Shell.Do("Get-MilvusEntity $args[0] | ForEach-Object { \"$($_.id): $($_.chunks.text); $(if ($_.chunks) { "
                    + "$_.chunks[1].emb })\" }", one).Output.Select(item => item.ToString()));
        }

        var refused = connected.Shell.Run("@{ id = 3; v = 1, 2; chunks = @{ text = 'a' } } | Add-MilvusEntity $args[0]", name);
        Assert.Contains("chunks", Assert.Single(refused.Errors).Exception.Message, StringComparison.Ordinal);
    }
}
