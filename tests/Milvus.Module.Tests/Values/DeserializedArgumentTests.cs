using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using Milvus.Module.Tests.Guards;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Values;

/// <summary>Objects from files, jobs and remote sessions are arguments like those of this session.</summary>
public sealed class DeserializedArgumentTests
{
    private const int Depth = 8;
    private const string Attribute = "DeserializedTransformationAttribute";
    private const string OfFiles = "ImportFileTransformationAttribute";

    /// <summary>The types that cannot be restored, and why.</summary>
    private static readonly Dictionary<string, string> _never = new()
    {
        ["MilvusEmbedder"] = "it has a key and an open HttpClient",
        ["SubSearch"] = "its vectors are not properties",
    };

    public static TheoryData<string> Types =>
    [
        .. Parameters.Where(pair => !pair.Element.IsAbstract).Select(pair => pair.Element.Name).Distinct().Except(_never.Keys).Order(),
    ];

    private static IEnumerable<(Type Cmdlet, PropertyInfo Parameter, Type Element)> Parameters =>
        from cmdlet in ModuleCmdlets.All
        from parameter in ModuleCmdlets.Parameters(cmdlet)
        let element = ModuleCmdlets.Element(parameter.PropertyType)
        where element is { IsClass: true, Namespace: "Milvus" } && element.Assembly != ModuleCmdlets.All[0].Assembly
        select (cmdlet, parameter, element);

    [Fact]
    public void DeserializedArgument_parameter_of_each_output_type_restores_it()
    {
        var missing = Parameters
            .Where(pair => !_never.ContainsKey(pair.Element.Name)
                && !pair.Parameter.GetCustomAttributes().Any(attribute => attribute.GetType().Name is Attribute or OfFiles))
            .Select(pair => $"{ModuleCmdlets.NameOf(pair.Cmdlet)} -{pair.Parameter.Name}");

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void DeserializedArgument_has_all_its_properties_and_parts(string name)
    {
        var type = Parameters.First(pair => pair.Element.Name == name).Element;
        var original = PSSerializer.Serialize(Sample(type, 0), Depth);

        var restored = Restore(PSSerializer.Deserialize(original));

        Assert.IsType(type, restored);
        Assert.Equal(original, PSSerializer.Serialize(restored, Depth));
    }

    [Fact]
    public void DeserializedArgument_that_lost_a_part_is_refused_with_the_way_to_keep_it()
    {
        using var shell = new ModuleShell();
        var schema = PSSerializer.Deserialize(PSSerializer.Serialize(
            Assert.Single(shell.Do("New-MilvusSchema (New-MilvusField id INT64 -PrimaryKey)").Output), 1));

        var error = Assert.Single(shell.Run("$null = Connect-Milvus -InMemory; New-MilvusCollection c -Schema $args[0]", schema).Errors);

        Assert.Contains("has lost its Field", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Depth", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$null = New-MilvusCollection c -Schema $given[0]; (Get-MilvusCollection c).Field.Count")]
    [InlineData("$null = $given[0] | New-MilvusCollection c; (Get-MilvusCollection c).Field.Count")]
    [InlineData("$null = New-MilvusCollection c -Field $given[0].Field; (Get-MilvusCollection c).Field.Count")]
    [InlineData("$null = New-MilvusCollection c -Schema $given[0] -IndexParameter $given[1]; [int](Get-MilvusIndex c v).Parameter.M - 5")]
    public void New_MilvusCollection_takes_deserialized_definitions(string script)
    {
        using var shell = new ModuleShell();
        var ran = shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $s = [System.Management.Automation.PSSerializer]
            $given = (New-MilvusSchema (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2),
                (New-MilvusField t VARCHAR -MaxLength 9 -Nullable)),
                (New-MilvusIndexParameter v -IndexType HNSW -MetricType L2 -Parameter @{ M = 8 }) |
                ForEach-Object { $s::Deserialize($s::Serialize($_, 4)) }
            """ + "\n" + script);

        Assert.Equal(["3"], ran.Texts);
    }

    [Fact]
    public void Restore_MilvusRbac_takes_a_deserialized_backup()
    {
        using var shell = new ModuleShell();
        var ran = shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $s = [System.Management.Automation.PSSerializer]
            $null = New-MilvusRole readers
            Grant-MilvusPrivilege Query -Role readers -Collection '*'
            $backup = $s::Deserialize($s::Serialize((Backup-MilvusRbac), 3))
            Remove-MilvusRole readers -Force -Confirm:$false
            $null = $backup | Restore-MilvusRbac -Confirm:$false
            (Get-MilvusPrivilege readers).Name
            """);

        Assert.Equal(["Query"], ran.Texts);
    }

    [Fact]
    public void Search_MilvusEntity_hit_of_a_job_shows_its_row()
    {
        using var shell = new ModuleShell();
        shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection c -Dimension 2
            $null = @{ id = 7; vector = 1, 0; title = 'seven' } | Add-MilvusEntity c
            $s = [System.Management.Automation.PSSerializer]
            $hit = $s::Deserialize($s::Serialize((Search-MilvusEntity c (1, 0)), 1))
            """);

        Assert.Contains("title: seven", shell.Show("$hit"), StringComparison.Ordinal);
    }

    private static object Restore(object deserialized)
    {
        var type = ModuleCmdlets.All[0].Assembly.GetTypes().Single(candidate => candidate.Name == Attribute);
        var attribute = (ArgumentTransformationAttribute)Activator.CreateInstance(type)!;
        type.GetProperty("IsDefinition")!.SetValue(attribute, true);
        return attribute.Transform(null!, deserialized);
    }

    private static object? Sample(Type type, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string) || plain == typeof(object))
        {
            return $"text {depth}";
        }

        if (plain.IsEnum)
        {
            return Enum.GetValues(plain).Cast<object>().Last();
        }

        if (plain.IsPrimitive)
        {
            return plain == typeof(bool) ? true : Convert.ChangeType(depth + 3, plain, CultureInfo.InvariantCulture);
        }

        if (plain == typeof(Uri))
        {
            return new Uri("http://127.0.0.1:9000/");
        }

        if (plain == typeof(DateTime))
        {
            return new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        }

        if (plain == typeof(TimeSpan))
        {
            return TimeSpan.FromSeconds(90);
        }

        if (plain.IsArray || (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)))
        {
            var element = plain.IsArray ? plain.GetElementType()! : plain.GetGenericArguments()[0];
            var array = Array.CreateInstance(element, depth > 2 ? 0 : 2);
            for (var i = 0; i < array.Length; i++)
            {
                array.SetValue(Sample(element, depth + 1), i);
            }

            return array;
        }

        if (plain.IsGenericType)
        {
            var table = (IDictionary)Activator.CreateInstance(
                typeof(SortedDictionary<,>).MakeGenericType(plain.GetGenericArguments()),
                StringComparer.Ordinal)!;
            table.Add("one", Sample(plain.GetGenericArguments()[1], depth + 1));
            return table;
        }

        var item = Activator.CreateInstance(plain)!;
        foreach (var property in plain.GetProperties())
        {
            if (property.CanWrite)
            {
                property.SetValue(item, Sample(property.PropertyType, depth + 1));
            }
            else if (property.GetValue(item) is IDictionary<string, string> pairs)
            {
                pairs["key"] = "value";
            }
        }

        return item;
    }
}
