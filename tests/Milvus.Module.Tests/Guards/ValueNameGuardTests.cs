using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>Users read of texts, lists and objects, and not of String, Object[] and Dictionary`2.</summary>
public sealed partial class ValueNameGuardTests
{
    // A cache key, and the status of an unexpected exception, which goes to the log.
    private static readonly string[] _allowed = ["ValueNames.cs", "NameCompleter.cs", "InProcessCall.cs"];

    [Fact]
    public void ValueNameGuard_no_message_has_the_name_of_a_NET_type()
    {
        var found =
            from project in new[] { "Milvus", "Milvus.Core", "Milvus.Client", "Milvus.Formats", "Milvus.Parquet" }
            from file in TestSource.Read(Path.Combine("src", project), "*.cs")
            where !_allowed.Contains(Path.GetFileName(file.Key)) && TypeName().IsMatch(file.Value)
            select file.Key;

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("$\"a value of type {value.GetType().Name}\"", true)]
    [InlineData("$\"not a {typeof(T).Name}\"", true)]
    [InlineData("value.GetType() == typeof(T)", false)]
    public void ValueNameGuard_type_name_is_found(string code, bool found) => Assert.Equal(found, TypeName().IsMatch(code));

    [GeneratedRegex(@"(GetType\(\)|typeof\(T\))\.(Full)?Name")]
    private static partial Regex TypeName();
}
