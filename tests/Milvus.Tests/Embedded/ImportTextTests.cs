using System.Text;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.ImportTests;

/// <summary>Text files in imports of the engine: encodings, quotes, separators and damage.</summary>
public sealed class ImportTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Engine _engine = new();

    public ImportTextTests()
    {
        Engine.Ok(_engine.Create("c", [Schemas.Key(), Schemas.Text(), Schemas.Vector()], dynamicField: true));
        Engine.Ok(_engine.Index("c", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Engine.Ok(_engine.Load("c"));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("a.csv", "id,t,v\n1,\"x\n\n\ny\",\"[1,2,3,4]\"\n", "t == 'x\\n\\n\\ny'")]
    [InlineData("a.csv", "id,t,v\n\n1,5\" pipe,\"[1,2,3,4]\"\n\n", "t == '5\" pipe'")]
    [InlineData("a.csv", "v,t,id\n\"[1,2,3,4]\",#\"x\",1", "t == '#\"x\"'")]
    [InlineData("a.csv", "id,t,v\r1,\"\",\"[1,2,3,4]\"\r", "t == ''")]
    [InlineData("a.jsonl", "{\"id\":1,\n\"t\":\"é\",\"v\":[1,2,3,4]}", "t == 'é'")]
    [InlineData("a.json", "[{\"id\":1,\"t\":\"\\u00e9\",\"v\":[1,2,3,4]}]\n", "t == 'é'")]
    public void Import_text_arrives_as_the_file_has_it(string name, string text, string filter)
    {
        foreach (var encoding in new[] { new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.UTF32 })
        {
            var bytes = (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

            Assert.Equal("", Info(Import(_engine, Write(_folder, name, bytes)), "failed_reason"));

            Assert.Equal([1L], _engine.Keys("c", filter));
            _engine.Delete("c", "id == 1");
        }
    }

    [Theory]
    [InlineData("a.csv", "id,t,v\n1,\"x\" y,\"[1,2,3,4]\"\n", "failed to read the CSV file, error: line 2: ")]
    [InlineData("a.csv", "id,t,v\n1,a,\"[1,2,3,4]\"\n2,\"x\n", "failed to read the CSV file, error: line 3: ")]
    [InlineData("a.json", "[{\"id\":1,\n\"t\" 1}]", ServerTexts.FailedToDecodeTheJSONFileError + "line 2: ")]
    [InlineData("a.json", "{\"rows\":[{\"id\":1", ServerTexts.FailedToDecodeTheJSONFileError + "EOF")]
    [InlineData("a.json", " ", ServerTexts.FailedToDecodeTheJSONFileError + "EOF")]
    [InlineData("a.json", "[{\"id\":1,\"t\":\"x\",\"v\":[1,2,3,4]}] rest", ServerTexts.FailedToDecodeTheJSONFileError + "line 1: ")]
    [InlineData("a.json", "{}", "row count is 0")]
    [InlineData("a.json", "{\"rows\":5}", "invalid JSON format, rows list should begin with")]
    [InlineData("a.json", "\"rows\"", "invalid JSON format, the content should be started with")]
    [InlineData("a.json", "[5]", "invalid JSON format, each row should be a key-value map")]
    [InlineData("a.jsonl", "[{\"id\":1}]", "invalid JSON format, each row should be a key-value map")]
    [InlineData("a.jsonl", "{\"id\":1,\"t\":\"\\ud800\",\"v\":[1,2,3,4]}", ServerTexts.FailedToDecodeTheJSONFileError)]
    [InlineData("a.jsonl", "{\"\\ud800\":1}", ServerTexts.FailedToDecodeTheJSONFileError)]
    public void Import_text_that_is_damaged_fails_with_its_line(string name, string text, string reason)
    {
        Assert.StartsWith(reason, Failed(_engine, Write(_folder, name, text)), StringComparison.Ordinal);
        Assert.Equal(0, _engine.Count("c"));
    }

    [Theory]
    [InlineData("a.json", "[{\"id\":1,\"t\":\"\",\"v\":[1,2,3,4],\"k\":1e400}]")]
    [InlineData("a.jsonl", "{\"id\":1,\"t\":\"\",\"v\":[1,2,3,4],\"k\":[{\"x\":-1e400}]}")]
    [InlineData("a.json", "[{\"id\":1,\"t\":\"\",\"v\":[1,2,3,4],\"$meta\":\"{\\\"k\\\":1e400}\"}]")]
    [InlineData("a.csv", "id,t,v,k\n1,,\"[1,2,3,4]\",1e400\n")]
    [InlineData("a.csv", "id,t,v,$meta\n1,,\"[1,2,3,4]\",\"{\"\"k\"\":1e400}\"\n")]
    public void Import_number_beyond_every_double_fails_with_its_field(string name, string text)
    {
        var reason = Failed(_engine, Write(_folder, name, text));

        Assert.Contains("($meta) has a number out of the range of a double: ", reason, StringComparison.Ordinal);
        Assert.Contains("1e400", reason, StringComparison.Ordinal);
        Assert.Equal(0, _engine.Count("c"));
    }

    [Theory]
    [InlineData("a.csv", "id,t,v\n1,é,\"[1,2,3,4]\"\n")]
    [InlineData("a.csv", "id,é,v\n1,a,\"[1,2,3,4]\"\n")]
    [InlineData("a.jsonl", "{\"id\":1,\"t\":\"é\",\"v\":[1,2,3,4]}")]
    [InlineData("a.json", "[{\"id\":1,\"t\":\"é\",\"v\":[1,2,3,4]}]")]
    public void Import_bytes_that_are_not_UTF8_fail_and_are_not_replaced(string name, string text)
    {
        Assert.Contains("0xE9", Failed(_engine, Write(_folder, name, Encoding.Latin1.GetBytes(text))), StringComparison.Ordinal);
        Assert.Equal(0, _engine.Count("c"));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\n")]
    [InlineData("||")]
    [InlineData("x")]
    [InlineData("\uFFFD")]
    public void Import_separator_that_cannot_be_one_fails_by_its_name(string separator)
    {
        var state = Import(_engine, [Write(_folder, "a.csv", "id,t,v\n")], ("sep", separator));

        Assert.Equal(ImportState.ImportFailed, state.State);
        Assert.StartsWith($"unsupported csv separator: {separator}", Info(state, "failed_reason"), StringComparison.Ordinal);
    }
}
