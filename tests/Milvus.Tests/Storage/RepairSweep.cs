using Milvus.Embedded;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Salvage;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Storage;

/// <summary>
/// Damages copies of a closed database in many ways, repairs them, and compares each row of the new databases with the rows before. A row
/// that is another one, that was deleted, or that is there twice is a fault, and so is a missing row without a reason.
/// </summary>
internal sealed class RepairSweep
{
    private readonly TemporaryFolder _folder;
    private readonly byte[] _file;
    private readonly Dictionary<string, HashSet<string>> _rows;

    private RepairSweep(TemporaryFolder folder)
    {
        _folder = folder;
        _file = File.ReadAllBytes(folder.File("made.db"));
        using var engine = new Engine(folder.File("made.db"));
        _rows = ReadRows(engine);
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] Bytes => _file;

    /// <summary>The rows of a collection.</summary>
    public IReadOnlySet<string> RowsOf(string collection) => _rows[collection];

    /// <summary>The damages after which all rows were kept.</summary>
    public int Whole { get; private set; }

    /// <summary>The damages after which some rows were kept, with the reason for the others.</summary>
    public int InPart { get; private set; }

    /// <summary>The damages after which nothing could be proven.</summary>
    public int Refused { get; private set; }

    /// <summary>Wrong, returned or silently missing rows, one per line.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Fills a database and closes it.</summary>
    public static RepairSweep Create(TemporaryFolder folder, Action<Engine> fill)
    {
        using (var engine = new Engine(folder.File("made.db")))
        {
            fill(engine);
        }

        return new RepairSweep(folder);
    }

    /// <summary>Repairs a damaged copy, and compares its rows. Returns them; null if nothing could be proven.</summary>
    public Dictionary<string, HashSet<string>>? Try(string what, Func<byte[], byte[]> damage)
    {
        var (damaged, repaired) = (_folder.File("damaged.db"), _folder.File("repaired.db"));
        File.WriteAllBytes(damaged, damage((byte[])_file.Clone()));
        try
        {
            var findings = EmbeddedEngine.Repair(damaged, repaired, replace: true, null, CancellationToken.None);
            using var engine = new Engine(repaired);
            var rows = ReadRows(engine);
            Compare(what, findings, rows);
            return rows;
        }
        catch (EmbeddedDatabaseException exception) when (exception.ErrorId == EmbeddedDatabaseException.Corrupt)
        {
            Refused++;
            return null;
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or Xunit.Sdk.XunitException))
        {
            Faults.Add($"{what}: {exception.GetType().Name} {exception.Message}");
            return null;
        }
    }

    private void Compare(string what, IReadOnlyList<RepairFinding> findings, Dictionary<string, HashSet<string>> rows)
    {
        var isWhole = true;
        foreach (var (collection, expected) in _rows)
        {
            var finding = findings.Single(one => one.Part == RepairFinding.Collection && one.Name == collection);
            var found = rows[collection];
            if (found.Except(expected).FirstOrDefault() is { } other)
            {
                Faults.Add($"{what}: {collection} has {other}");
            }

            if (found.Count != finding.RowsKept)
            {
                Faults.Add($"{what}: {collection} has {found.Count} rows, not {finding.RowsKept}");
            }

            isWhole &= found.Count == expected.Count;
            if (found.Count < expected.Count && findings.All(one => one.Reason.Length == 0))
            {
                Faults.Add($"{what}: {collection} has {found.Count} rows, and no reason");
            }
        }

        (Whole, InPart) = isWhole ? (Whole + 1, InPart) : (Whole, InPart + 1);
    }

    private static Dictionary<string, HashSet<string>> ReadRows(Engine engine)
    {
        var all = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var name in engine.Client.ShowCollections(new ShowCollectionsRequest()).CollectionNames)
        {
            // Indexes may be lost, and searches are not the matter here.
            engine.Index(name, "v", ("index_type", "FLAT"), ("metric_type", "L2"));
            Engine.Ok(engine.Load(name));
            var answer = Engine.Ok(engine.Client.Query(
                new QueryRequest { CollectionName = name, Expr = "id >= 0", OutputFields = { "id", "v", "t" } }));
            var ids = answer.FieldsData.Single(field => field.FieldName == "id").Scalars.LongData.Data;
            var vectors = answer.FieldsData.Single(field => field.FieldName == "v").Vectors.FloatVector.Data;
            var texts = answer.FieldsData.Single(field => field.FieldName == "t").Scalars.StringData.Data;
            all[name] = [];
            for (var i = 0; i < ids.Count; i++)
            {
                if (!all[name].Add($"{ids[i]} {string.Join(' ', vectors.Skip(i * 4).Take(4))} {texts[i]}"))
                {
                    throw new InvalidDataException($"row {ids[i]} of {name} is there twice");
                }
            }
        }

        return all;
    }
}
