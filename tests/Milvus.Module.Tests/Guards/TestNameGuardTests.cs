using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// A test is named `Subject_condition_result`. The subject is a cmdlet (`Remove_MilvusIndex`), a type or an RPC of the product
/// (`DropCollection`), or the subject of the test class (`RowExpiry` in RowExpiryTests), so that a search for it finds the tests.
/// </summary>
public sealed partial class TestNameGuardTests
{
    [Fact]
    public void TestNameGuard_name_of_each_test_begins_with_its_subject()
    {
        var cmdlets = ModuleCmdlets.All.Select(cmdlet => ModuleCmdlets.NameOf(cmdlet).Replace('-', '_')).ToHashSet();
        var types = TestSource.Read("src", "*.cs")
            .SelectMany(file => TypeName().Matches(file.Value))
            .Select(match => match.Groups[1].Value);
        var calls = Protocol.MilvusService.Descriptor.Methods.Select(method => method.Name);
        var subjects = types.Concat(calls).ToHashSet();
        var tests = TestSource.Methods.Where(method => method.IsTest).ToArray();
        Assert.True(tests.Length > 1000, $"only {tests.Length} tests were found");

        var wrong = string.Join('\n', tests.Where(test => !IsNamedBySubject(test)));

        Assert.True(wrong.Length == 0, wrong);

        bool IsNamedBySubject(TestMethod test)
        {
            var words = test.Name.Split('_');
            var subject = Path.GetFileNameWithoutExtension(test.File).Split('.')[0];
            subject = subject.EndsWith("Tests", StringComparison.Ordinal) ? subject[..^"Tests".Length] : subject;
            return words.Length > 1 && (words[0] == subject || subjects.Contains(words[0]) || cmdlets.Contains($"{words[0]}_{words[1]}"));
        }
    }

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface)\s+(?:struct\s+|class\s+)?(\w+)")]
    private static partial Regex TypeName();
}
