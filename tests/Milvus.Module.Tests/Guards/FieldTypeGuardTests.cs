using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>The table of field types is the one place that lists them.</summary>
public sealed partial class FieldTypeGuardTests
{
    // From so many on, code lists types rather than being about one.
    private const int Many = 6;

    /// <summary>Files that name many field types, with the reason.</summary>
    private static readonly Dictionary<string, string> _mayName = new()
    {
        ["Milvus.Core/Types/FieldTypes.cs"] = "it is the table",
        ["Milvus.Embedded/Filter/Plan/Operand.cs"] = "operands that are not fields have types as well, which errors name",
        ["Milvus.Formats/Arrow/ArrowColumnBuilder.cs"] = "Arrow has a type of arrays of its own for each type",
        ["Milvus.Formats/Writing/NpyFileWriter.cs"] = "NumPy has its own names for types",
        ["Milvus.Embedded/Import/ParquetValues.cs"] = "the contract has a message of its own for each type of vectors",
    };

    // What is completed besides: the elements of an array of structs.
    private static readonly string[] _notOfOneField = ["STRUCT"];

    [Fact]
    public void FieldTypes_code_reads_the_table_and_does_not_list_types()
    {
        var names = TypeName().Matches(TestSource.Read("src/Milvus.Core", "*.cs")["Model/DataType.cs"])
            .Select(match => match.Groups["name"].Value)
            .Where(name => name != "None")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Contains("Int8", names);
        var listing =
            from file in TestSource.Read("src", "*.cs")
            where Named(file.Value, names) >= Many
            select file.Key;
        Assert.Equal(_mayName.Keys.Order(StringComparer.Ordinal), listing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void New_MilvusField_types_are_completed_as_the_page_of_the_engine_lists_them()
    {
        using var shell = new ModuleShell();
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "embedded.md")).ReplaceLineEndings("\n");
        var rows = page[page.IndexOf("| type | key |", StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
            .ToList();
        var documented = rows.Select(row => row[1]).Concat(_notOfOneField).Order(StringComparer.Ordinal).ToList();
        string[] lines = ["New-MilvusField f -Type ", "New-MilvusField f Array -ElementType ", "New-MilvusCollection c -IdType "];
        foreach (var line in lines)
        {
            // In the spelling of servers, as the page has them; the cmdlets accept both.
            var completed = shell.Complete(line).Select(name => WordEnd().Replace(name, "_").ToUpperInvariant());
            Assert.Equal(documented, completed.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>How many types a text names.</summary>
    private static int Named(string text, HashSet<string> names) =>
        UsedName().Matches(text).Select(match => match.Groups["name"].Value.ToUpperInvariant()).Where(names.Contains).Distinct().Count();

    [GeneratedRegex(@"^    (?<name>\w+) = \d+,$", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b(?:DataType|ModelType)\.(?<name>\w+)\b(?!\()")]
    private static partial Regex UsedName();

    [GeneratedRegex("(?<=[a-z0-9])(?=Vector|Float)")]
    private static partial Regex WordEnd();
}
