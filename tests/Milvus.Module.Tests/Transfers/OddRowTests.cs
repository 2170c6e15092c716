using System.Text;
using Google.Protobuf;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>JSON that another client has stored, and that no file can have: the row is read, and is an error of an export.</summary>
public sealed class OddRowTests : IDisposable
{
    // Written as text, and replaced by the bytes of the case in the answer of the server.
    private const string Marked = "\"odd\"";

    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public OddRowTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2), (New-MilvusField j JSON)
        $null = New-MilvusCollection c -Field $fields -EnableDynamicField -IndexParameter (New-MilvusIndexParameter v)
        $null = @{ id = 1; v = 1, 1; j = '{"x":1}'; d = 1 }, @{ id = 2; v = 1, 1; j = '{"x":"odd"}'; d = 1 },
            @{ id = 3; v = 1, 1; j = '{"x":3}'; d = 'odd' }, @{ id = 4; v = 1, 1; j = '[4]'; d = 4 } | Add-MilvusEntity c
        """,
        _server.Address,
        _folder.FullName);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var file in new[] { "o.jsonl", "o.json", "o.csv", "o.parquet", "o.arrow", "o.jsonl.gz" })
            {
                foreach (var odd in _odd.Keys)
                {
                    cases.Add(file, odd);
                }
            }

            return cases;
        }
    }

    private static readonly Dictionary<string, byte[]> _odd = new()
    {
        ["an escaped surrogate"] = "\"\\ud800\""u8.ToArray(),
        ["a byte that is not UTF-8"] = [(byte)'"', 0xFF, (byte)'"'],
        ["a number beyond every double"] = "1e999"u8.ToArray(),
    };

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OddRow_is_an_error_of_an_export_and_the_other_rows_are_written(string file, string odd)
    {
        _server.Log.Changed["Query"] = answer => Replace(((QueryResults)answer).FieldsData, _odd[odd]);

        var ran = _shell.Run($"Export-MilvusEntity c {file} -Verify Full");

        Assert.Equal(2, ran.Errors.Count);
        Assert.All(ran.Errors, error => Assert.StartsWith("MilvusSchemaMismatch", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal([2L, 3L], ran.Errors.Select(error => error.TargetObject));
        Assert.Contains("The row with the key 2 cannot be written", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal([4L], ran.Values("RowsRead"));
        Assert.Equal([2L], ran.Values("RowsCounted"));
        Assert.Equal(["Count"], ran.Values("Verified").Select(value => $"{value}"));

        _server.Log.Changed.Clear();
        _shell.Do("Clear-MilvusCollection c -Confirm:$false");
        Assert.Equal([2L], _shell.Do($"Import-MilvusEntity c {file}").Values("RowsCounted"));
        Assert.Equal([1L, 4L], _shell.Do("Get-MilvusEntity c").Values("id"));
    }

    [Theory]
    [InlineData("an escaped surrogate", 0xD800)]
    [InlineData("a byte that is not UTF-8", 0xDCFF)]
    [InlineData("a number beyond every double", null)]
    public void OddRow_is_read_with_what_it_has(string odd, int? letter)
    {
        object value = letter is { } code ? $"{(char)code}" : double.PositiveInfinity;
        _server.Log.Changed["Query"] = answer => Replace(((QueryResults)answer).FieldsData, _odd[odd]);

        Assert.Equal([value], _shell.Do("(Get-MilvusEntity c -Id 3).d").Output.Select(item => item.BaseObject));
        Assert.Equal([1L, 2L, 3L, 4L], _shell.Do("Get-MilvusEntity c").Values("id"));
    }

    [Theory]
    [Failure("V6")]
    [InlineData("a byte that is not UTF-8", "it is not UTF-8")]
    [InlineData("a number beyond every double", "out of the range of a double")]
    public void OddRow_is_refused_by_the_engine(string odd, string says)
    {
        _server.Log.On<InsertRequest, MutationResult>("Insert", (_, request, _) =>
        {
            Replace(request.FieldsData, _odd[odd]);
            return Task.FromResult<MutationResult?>(null);
        });

        var ran = _shell.Run("@{ id = 5; v = 1, 1; j = '{\"x\":\"odd\"}' } | Add-MilvusEntity c");

        Assert.Contains(says, Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(4, _shell.Do("Get-MilvusEntity c").Output.Count);
    }

    [Theory]
    [InlineData("o.jsonl")]
    [InlineData("o.csv")]
    [InlineData("o.parquet")]
    [InlineData("o.arrow")]
    public void OddRow_with_NaN_is_an_error_of_an_export_and_the_other_rows_are_written(string file)
    {
        _server.Log.Changed["Query"] = answer => MakeNaN((QueryResults)answer, 2);

        var ran = _shell.Run($"Export-MilvusEntity c {file} -Verify Full");

        var error = Assert.Single(ran.Errors);
        Assert.StartsWith("The row with the key 2 cannot be written", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("'v' has NaN or infinity", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([3L], ran.Values("RowsCounted"));
    }

    [Theory]
    [InlineData("Backup-MilvusDatabase backup -Collection n", "-Exclude")]
    [InlineData("Copy-MilvusCollection n d -LedgerPath d.ledger", "-Filter \"id != 2\"")]
    public void OddRow_with_NaN_is_named_by_a_backup_and_a_copy(string line, string advice)
    {
        _shell.Do(
            """
            $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2), (New-MilvusField d DOUBLE)
            $null = New-MilvusCollection n -Field $fields -IndexParameter (New-MilvusIndexParameter v)
            $null = 1..3 | ForEach-Object { @{ id = $_; v = 1, 1; d = $_ } } | Add-MilvusEntity n
            """);
        _server.Log.Changed["Query"] = answer => MakeNaN((QueryResults)answer, 2);

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.Contains("he row with the key 2 ", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static void MakeNaN(QueryResults answer, long key)
    {
        var keys = answer.FieldsData.FirstOrDefault(field => field.FieldName == "id")?.Scalars.LongData.Data;
        var vectors = answer.FieldsData.FirstOrDefault(field => field.FieldName == "v")?.Vectors.FloatVector.Data;
        var numbers = answer.FieldsData.FirstOrDefault(field => field.FieldName == "d")?.Scalars.DoubleData?.Data;
        if (keys?.IndexOf(key) is not (>= 0 and var row))
        {
            return;
        }

        if (numbers is null)
        {
            vectors?[row * 2] = float.NaN;
        }
        else
        {
            numbers[row] = double.NaN;
        }
    }

    private static void Replace(IEnumerable<FieldData> fields, byte[] odd)
    {
        foreach (var field in fields)
        {
            if (field is { FieldCase: FieldData.FieldOneofCase.Scalars, Scalars.JsonData: { } json })
            {
                for (var row = 0; row < json.Data.Count; row++)
                {
                    json.Data[row] = Replace(json.Data[row].ToByteArray(), odd);
                }
            }
        }
    }

    // Latin-1 keeps each byte.
    private static ByteString Replace(byte[] json, byte[] odd)
    {
        var text = Encoding.Latin1.GetString(json).Replace(Marked, Encoding.Latin1.GetString(odd), StringComparison.Ordinal);
        return ByteString.CopyFrom(Encoding.Latin1.GetBytes(text));
    }
}
