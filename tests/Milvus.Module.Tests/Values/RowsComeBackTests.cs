using System.Globalization;
using System.Text;
using System.Text.Json;
using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Values;

/// <summary>A row that is read and written again is unchanged: random rows of every type, through all ways of PowerShell.</summary>
public sealed class RowsComeBackTests : IDisposable
{
    private const int RowCount = 40;

    private static readonly Dictionary<string, string> _ways = new()
    {
        ["pipe"] = "Get-MilvusEntity $name | Set-MilvusEntity $name",
        ["hashtables"] = "Get-MilvusEntity $name -As Hashtable | Set-MilvusEntity $name",
        ["objects"] = "Get-MilvusEntity $name | ForEach-Object { $copy = [ordered]@{}; foreach ($p in $_.psobject.Properties) { "
            + "$copy[$p.Name] = $p.Value }; [pscustomobject]$copy } | Set-MilvusEntity $name",
        ["Clixml"] = "Get-MilvusEntity $name | ForEach-Object { "
            + "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, "
            + "12)) } | Set-MilvusEntity $name",
    };

    // Milvus 2.3.5 stores only objects in a JSON field. Lite returns strings without quotes, and refuses numbers and null.
    private static readonly Dictionary<string, string[]> _notOn = new()
    {
        ["JSON string"] = ["milvus", "lite"],
        ["JSON list"] = ["milvus"],
        ["JSON number"] = ["milvus", "lite"],
        ["JSON null"] = ["lite"],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void RowsComeBack_get_and_Set_leave_random_rows_as_they_are(Backend backend)
    {
        using var back = new BackendShell(backend);
        var random = new Random(1);
        var kinds = new[] { "JSON object", "JSON string", "JSON list", "JSON number", "JSON null" }
            .Where(kind => !_notOn.TryGetValue(kind, out var not) || !not.Contains(backend.Name))
            .ToArray();
        var lines = Enumerable.Range(0, RowCount).Select(id => Row(random, id, kinds[id % kinds.Length])).ToList();
        var name = back.NewName("same");
        back.Shell.Do(
            """
            param($name)
            $fields = @(New-MilvusField id INT64 -PrimaryKey; New-MilvusField v FLOAT_VECTOR -Dimension 2; New-MilvusField j JSON;
                New-MilvusField flag BOOL
                New-MilvusField i8 INT8; New-MilvusField i16 INT16; New-MilvusField i32 INT32; New-MilvusField i64 INT64;
                    New-MilvusField f FLOAT; New-MilvusField d DOUBLE
                New-MilvusField text VARCHAR -MaxLength 300; New-MilvusField longs ARRAY -ElementType INT64 -MaxCapacity 9;
                    New-MilvusField words ARRAY -ElementType VARCHAR -MaxLength 99 -MaxCapacity 9)
            $null = New-MilvusCollection $name -Field $fields -EnableDynamicField -ConsistencyLevel Strong
            $null = New-MilvusIndex $name v -IndexType FLAT -MetricType L2
            Mount-MilvusCollection $name
            """,
            name);
        File.WriteAllLines(_folder.File("given.jsonl"), lines);
        back.Shell.Do("$null = Import-MilvusEntity $args[0] $args[1]", name, _folder.File("given.jsonl"));
        var before = Stored(back, name);
        Assert.Equal(RowCount, before.Count);
        Assert.Equal(lines.Select(Normal).Order(StringComparer.Ordinal), before);

        foreach (var (way, script) in _ways)
        {
            back.Shell.Do($"param($name) $null = {script}", name);
            Assert.Equal((way, string.Join('\n', before)), (way, string.Join('\n', Stored(back, name))));
        }
    }

    // The file contains the stored bytes of each JSON value, without conversions of numbers.
    private List<string> Stored(BackendShell back, string name)
    {
        back.Shell.Do("$null = Export-MilvusEntity $args[0] $args[1] -Force", name, _folder.File("stored.jsonl"));
        return [.. File.ReadLines(_folder.File("stored.jsonl")).Select(Normal).Order(StringComparer.Ordinal)];
    }

    private static string Row(Random random, int id, string kind)
    {
        var json = kind switch
        {
            "JSON object" => Object(random, 0),
            "JSON string" => JsonSerializer.Serialize(
                JsonSerializer.Serialize(random.Next(3) == 0 ? random.Next(100).ToString(CultureInfo.InvariantCulture) : Text(random))),
            "JSON list" => $"[{Value(random, 1)},{Value(random, 1)}]",
            "JSON number" => Number(random),
            _ => "\"null\"",
        };
        var fields = new[]
        {
            $"\"id\":{id + 100}",
            $"\"v\":[{Real(random)},{Real(random)}]",
            $"\"j\":{json}",
            $"\"flag\":{(random.Next(2) == 0 ? "true" : "false")}",
            $"\"i8\":{random.Next(-128, 128)}",
            $"\"i16\":{random.Next(short.MinValue, short.MaxValue + 1)}",
            $"\"i32\":{random.Next(int.MinValue, int.MaxValue)}",
            $"\"i64\":{(random.Next(4) == 0 ? long.MinValue : random.NextInt64(long.MinValue, long.MaxValue))}",
            $"\"f\":{Real(random)}",
            $"\"d\":{random.NextDouble().ToString("R", CultureInfo.InvariantCulture)}",
            $"\"text\":{JsonSerializer.Serialize(Text(random))}",
            $"\"longs\":[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => random.NextInt64()))}]",
            $"\"words\":[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => JsonSerializer.Serialize(Text(random))))}]",
            $"\"own\":{Value(random, 1)}", $"\"Own key {random.Next(3)}\":{Value(random, 1)}",
        };
        return $"{{{string.Join(',', fields)}}}";
    }

    private static string Value(Random random, int depth) => random.Next(depth > 3 ? 5 : 7) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => JsonSerializer.Serialize(Text(random)),
        3 or 4 => Number(random),
        5 => Object(random, depth),
        _ => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)))}]",
    };

    private static string Object(Random random, int depth) =>
        $"{{{string.Join(',', "abcd".Where(_ => random.Next(2) == 0).Select(key => $"\"{key}\":{Value(random, depth + 1)}"))}}}";

    private static string Number(Random random) => random.Next(6) switch
    {
        0 => "9223372036854775807",
        1 => "-9223372036854775808",
        2 => "-0.0",
        3 => $"{random.Next(-5, 5)}.0",
        4 => (random.NextDouble() * 1e6).ToString("R", CultureInfo.InvariantCulture),
        _ => random.Next(-5, 5).ToString(CultureInfo.InvariantCulture),
    };

    private static string Real(Random random) => ((float)random.NextDouble() + 0.25f).ToString("R", CultureInfo.InvariantCulture);

    private static string Text(Random random)
    {
        string[] pieces =
        [
            "a",
            "5",
            " ",
            "\"",
            "\\",
            "\n",
            "é",
            "雪",
            "😀",
            "null",
            "true",
            "[1]",
            "{\"a\":1}",
            "2025-01-02T03:04:05Z",
            "'",
            "\t",
            ",",
        ];
        return string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    // The order of keys and the escapes in texts do not matter; each number keeps its text.
    private static string Normal(string line)
    {
        using var document = JsonDocument.Parse(line);
        var text = new StringBuilder();
        Write(document.RootElement);
        return text.ToString();

        void Write(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                    {
                        text.Append(CultureInfo.InvariantCulture, $"{{{property.Name}:");
                        Write(property.Value);
                        text.Append('}');
                    }

                    text.Append("{}");
                    break;
                case JsonValueKind.Array:
                    text.Append('[');
                    foreach (var item in element.EnumerateArray())
                    {
                        Write(item);
                        text.Append(',');
                    }

                    text.Append(']');
                    break;
                case JsonValueKind.String when Embedded(element.GetString()!) is { } inner:
                    text.Append("text ").Append(inner);
                    break;
                case JsonValueKind.String:
                    text.Append("text ").Append(JsonSerializer.Serialize(element.GetString()));
                    break;
                default:
                    text.Append(element.GetRawText());
                    break;
            }
        }
    }

    // A text with JSON text has its own escapes.
    private static string? Embedded(string text) => text.StartsWith('"') && text.EndsWith('"') && text.Length > 1 ? Unquoted(text) : null;

    private static string? Unquoted(string text)
    {
        try
        {
            return $"string {JsonSerializer.Serialize(JsonSerializer.Deserialize<string>(text))}";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
