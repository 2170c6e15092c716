using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Schemas, and errors of schemas before anything is sent.</summary>
public sealed class SchemaTests
{
    public static TheoryData<Backend> All => Backend.All;

    public static TheoryData<Backend> Milvus => Backend.Only("milvus");

    [Theory]
    [MemberData(nameof(All))]
    public void New_MilvusCollection_schema_with_indexes_is_loaded(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewName("schema");

        var made = connected.Shell.Do(
            """
            param($name, $scalar)
            New-MilvusSchema (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField title VarChar -MaxLength 50),
                (New-MilvusField vector FloatVector -Dimension 4) -EnableDynamicField |
                New-MilvusCollection $name -IndexParameter (New-MilvusIndexParameter id -IndexType $scalar),
                    (New-MilvusIndexParameter vector -MetricType COSINE)
            """,
            name,
            backend.ScalarIndexType).Output.Single();

        Assert.Equal("Loaded", made.Properties["LoadState"].Value);
        Assert.True((bool)made.Properties["EnableDynamicField"].Value);
        Assert.Equal(
            ["id", "vector"],
            connected.Shell.Do("(Get-MilvusIndex $args[0]).Field", name).Output.Select(field => field.ToString()));
        Assert.Equal(
            ["id", "title", "vector"],
            connected.Shell.Do("(Get-MilvusField $args[0]).Name", name).Output.Select(field => field.ToString()));
        Assert.StartsWith(
            "MilvusFieldNotFound,",
            Assert.Single(connected.Shell.Run("Get-MilvusField $args[0] missing", name).Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_what_a_collection_lists_is_found_by_its_number()
    {
        using var shell = new ModuleShell();

        var found = shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $made = New-MilvusSchema (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField body VarChar -MaxLength 99 -EnableAnalyzer),
                (New-MilvusField terms SparseFloatVector) `
                -Function (New-MilvusFunction bm25 BM25 -InputField body -OutputField terms) | New-MilvusCollection docs
            New-MilvusAlias current docs | Out-Null
            $made.Field[1].Name, $made.Function[0].Name, $made.Function[0].InputField[0], (Get-MilvusCollection docs).Alias[0]
            """).Output;

        Assert.Equal(["body", "bm25", "body", "current"], found.Select(item => item?.ToString()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void New_MilvusCollection_partial_failure_lists_created_objects(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewName("half");

        var ran = connected.Shell.Run(
            """
            New-MilvusCollection $args[0] -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField vector FloatVector -Dimension 4) `
                -IndexParameter (New-MilvusIndexParameter vector -MetricType L2),
                    (New-MilvusIndexParameter id -IndexType HNSW -MetricType L2)
            """,
            name);

        var error = Assert.Single(ran.Errors);
        Assert.StartsWith(
            $"collection {name} and the index on vector are created, but the next step failed: ",
            error.Exception.Message,
            StringComparison.Ordinal);
        Assert.True((bool)connected.Shell.Do("Test-MilvusCollection $args[0]", name).Output.Single().BaseObject);
    }

    [Theory]
    [InlineData("New-MilvusSchema (New-MilvusField v FloatVector -Dimension 2)", "primary key is missing")]
    [InlineData("New-MilvusSchema (New-MilvusField a Int64 -PrimaryKey), (New-MilvusField b Int64 -PrimaryKey)", "a and b")]
    [InlineData("New-MilvusSchema (New-MilvusField a Int64 -PrimaryKey), (New-MilvusField a Int64)", "Two fields are named a")]
    [InlineData("New-MilvusSchema (New-MilvusField a Float -PrimaryKey)", "it must be Int64 or VarChar")]
    [InlineData("New-MilvusSchema (New-MilvusField a Int64 -PrimaryKey -PartitionKey)", "cannot also be the partition key")]
    [InlineData(
        "New-MilvusSchema (New-MilvusField a Int64 -PrimaryKey), (New-MilvusField b Float -PartitionKey)",
        "The partition key b is Float"
    )]
    [InlineData("New-MilvusSchema (New-MilvusField a Int64 -PrimaryKey), (New-MilvusField b Int64 -AutoId)", "is not the primary key")]
    [InlineData("New-MilvusSchema (New-MilvusField a Int64 -PrimaryKey) -PartitionKeyField x", "x is not one of the fields")]
    [InlineData(
        "New-MilvusSchema (New-MilvusField a Int64 -PrimaryKey) -Function (New-MilvusFunction f BM25 -InputField t -OutputField s)",
        "names the field t"
    )]
    [InlineData("New-MilvusField s Array -ElementType Struct -MaxCapacity 3", "-StructField")]
    [InlineData(
        "New-MilvusField s Array -ElementType Struct -MaxCapacity 3 -StructField (New-MilvusField a Int64 -Nullable)",
        "a of the struct must be a plain"
    )]
    [InlineData(
        "Connect-Milvus -InMemory | Out-Null; Add-MilvusField docs (New-MilvusField v FloatVector -Dimension 2)",
        "must be -Nullable"
    )]
    [InlineData(
        "Connect-Milvus -InMemory | Out-Null; Add-MilvusFunction docs (New-MilvusFunction f BM25 -InputField t -OutputField s) "
            + "-Field (New-MilvusField s SparseFloatVector)",
        "use -Field and -IndexParameter"
    )]
    [InlineData(
        "Connect-Milvus -InMemory | Out-Null; New-MilvusField a Int64 | Remove-MilvusField -Confirm:$false",
        "does not belong to a collection"
    )]
    public void New_MilvusSchema_invalid_schema_is_refused_before_sending(string line, string words)
    {
        using var shell = new ModuleShell();

        var error = Assert.Single(shell.Run(line).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(words, error.Exception.Message, StringComparison.Ordinal);
    }

    [BackendTheory("milvus")]
    [MemberData(nameof(Milvus))]
    public void New_MilvusCollection_two_vector_fields_on_Milvus_2_3_are_not_supported(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var ran = connected.Shell.Run(
            """
            New-MilvusCollection $args[0] -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 4),
                (New-MilvusField w FLOAT_VECTOR -Dimension 4)
            """,
            connected.NewName("two"));
        Assert.Equal(["MilvusNotSupported"], ran.ErrorIds);
    }

    /// <summary>Milvus 2.3.5 has none of the calls that change a schema.</summary>
    [BackendTheory("milvus")]
    [MemberData(nameof(Milvus))]
    public void Add_MilvusField_and_Remove_and_Set_on_Milvus_2_3_are_not_supported(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewCollection("old");
        foreach (var line in new[]
            {
                "Add-MilvusField $args[0] (New-MilvusField a Int64 -Nullable)",
                "Remove-MilvusField $args[0] name -Confirm:$false",
                "Set-MilvusField $args[0] name -Property @{ max_length = 200 }",
            })
        {
            var error = Assert.Single(connected.Shell.Run(line, name).Errors);
            Assert.StartsWith("MilvusNotSupportedByServerVersion,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }
}
