using System.Text;
using System.Text.Json;

namespace Milvus.Transfers;

/// <summary>
/// The lines of a ledger. The last line may be truncated, because a process can be killed while it writes; the step of that line then
/// counts as not done.
/// </summary>
internal sealed class LedgerContent
{
    private const int Format = 1;

    private static readonly byte[] _start = Encoding.UTF8.GetBytes("{\"milvusLedger\":");

    private readonly Dictionary<string, LedgerUnit> _byName = new(StringComparer.Ordinal);
    private readonly List<LedgerUnit> _units = [];
    private readonly Dictionary<string, LedgerFacts> _steps = new(StringComparer.Ordinal);

    /// <summary>The transfer; null if the ledger is empty.</summary>
    internal TransferPlan? Plan { get; private set; }

    /// <summary>The units in the order in which they were recorded first.</summary>
    internal IReadOnlyList<LedgerUnit> Units => _units;

    /// <summary>The facts of the steps by their names.</summary>
    internal IReadOnlyDictionary<string, LedgerFacts> Steps => _steps;

    /// <summary>The number of bytes of complete lines.</summary>
    internal long Length { get; private set; }

    /// <summary>The facts of a step, or null if it was not recorded.</summary>
    internal LedgerFacts? FindStep(string name) => _steps.GetValueOrDefault(name);

    internal LedgerUnit? FindUnit(string name) => _byName.GetValueOrDefault(name);

    internal void Take(string step, LedgerFacts facts) => _steps[step] = facts;

    internal LedgerUnit Take(string unit, UnitState state, LedgerFacts facts)
    {
        if (!_byName.TryGetValue(unit, out var known))
        {
            known = new LedgerUnit(unit);
            _byName.Add(unit, known);
            _units.Add(known);
        }

        known.State = state;
        known.Facts.Merge(facts);
        return known;
    }

    /// <exception cref="FormatException">The bytes are not a ledger.</exception>
    internal static LedgerContent Parse(ReadOnlySpan<byte> bytes)
    {
        // Less than the beginning can be a text of the user, which must not be overwritten.
        if (bytes.Length > 0 && !bytes.StartsWith(_start))
        {
            throw new FormatException("it does not begin like a ledger.");
        }

        var content = new LedgerContent();
        for (var number = 1; bytes[(int)content.Length..].IndexOf((byte)'\n') is >= 0 and var length; number++)
        {
            try
            {
                content.Read(bytes.Slice((int)content.Length, length));
            }
            catch (Exception failure)
                when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                throw new FormatException($"line {number}: {failure.Message}", failure);
            }

            content.Length += length + 1;
        }

        return content;
    }

    internal static byte[] WritePlan(TransferPlan plan) => Line(writer =>
    {
        writer.WriteNumber("milvusLedger", Format);
        writer.WriteString("kind", plan.Kind);
        writer.WriteStartObject("plan");
        foreach (var (name, value) in plan.Facts)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    });

    internal static byte[] WriteStep(string name, LedgerFacts facts) => Line(writer =>
    {
        writer.WriteString("step", name);
        WriteFacts(writer, facts);
    });

    internal static byte[] WriteUnit(string name, UnitState state, LedgerFacts facts) => Line(writer =>
    {
        writer.WriteString("unit", name);
        writer.WriteString("state", state.ToString());
        WriteFacts(writer, facts);
    });

    private static void WriteFacts(Utf8JsonWriter writer, LedgerFacts facts)
    {
        writer.WriteStartObject("facts");
        facts.Write(writer);
        writer.WriteEndObject();
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private void Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (Plan is null)
        {
            Plan = root.GetProperty("milvusLedger").GetInt32() == Format
                ? new TransferPlan(
                    Text("kind"),
                    [.. root.GetProperty("plan").EnumerateObject().Select(fact => KeyValuePair.Create(fact.Name, fact.Value.GetString()!))])
                : throw new FormatException("this version of the module cannot read its format.");
            return;
        }

        var facts = LedgerFacts.Read(root.GetProperty("facts"));
        if (root.TryGetProperty("step", out var step))
        {
            Take(step.GetString()!, facts);
            return;
        }

        Take(
            Text("unit"),
            ParseState(Text("state")),
            facts);

        string Text(string name) => root.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
    }

    // Enum.Parse would accept any number.
    private static UnitState ParseState(string name) => Array.IndexOf(Enum.GetNames<UnitState>(), name) is >= 0 and var place
        ? Enum.GetValues<UnitState>()[place]
        : throw new FormatException("the state of a unit is unknown.");
}
