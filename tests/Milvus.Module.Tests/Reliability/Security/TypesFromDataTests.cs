using Milvus.Module.Tests.Guards;

namespace Milvus.Module.Tests.Reliability.Security;

/// <summary>Data never names a type, and text of a file is never run.</summary>
public sealed class TypesFromDataTests
{
    /// <summary>What would make types or code of data.</summary>
    private static readonly string[] _refused =
    [
        "BinaryFormatter", "NetDataContractSerializer", "LosFormatter", "SoapFormatter", "TypeNameHandling", "XmlSerializer(", "XamlReader",
        "PSSerializer.Deserialize", "Type.GetType(", "JavaScriptSerializer", "Assembly.Load(", "InvokeScript(", "NewScriptBlock(",
        "Invoke-Expression",
    ];

    /// <summary>The places that run text, and why it is not text of a file or of a server.</summary>
    private static readonly Dictionary<string, string> _scripts = new()
    {
        ["Milvus/Backups/BackupNameCompleter.cs"] = "a constant",
        ["Milvus/Conditions/VariableSource.cs"] = "a variable or a member of the caller's own script block",
        ["Milvus/Pipeline/LoadedVersion.cs"] = "a constant",
        ["Milvus.Shell/ShellPipeline.cs"] = "the line that the user typed, or the script that was asked for",
    };

    [Fact]
    [Failure("S7")]
    public void TypesFromData_source_uses_no_serializer_that_makes_types_by_name()
    {
        var found = TestSource.Read("src", "*.cs")
            .SelectMany(
                file => _refused.Where(word => file.Value.Contains(word, StringComparison.Ordinal)),
                (file, word) => $"{file.Key}: {word}");

        Assert.Empty(found);
    }

    [Fact]
    [Failure("S7")]
    public void TypesFromData_text_becomes_code_in_known_places_only()
    {
        var found = TestSource.Read("src", "*.cs")
            .Where(file => file.Value.Contains("ScriptBlock.Create(", StringComparison.Ordinal)
                || file.Value.Contains(".AddScript(", StringComparison.Ordinal))
            .Select(file => file.Key);

        Assert.Equal(_scripts.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}
