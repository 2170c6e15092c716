using System.Management.Automation;
using Milvus.Checks;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Checks collections, and lists findings with the commands that cure them.</summary>
/// <remarks>
/// No output means that nothing was found. Each finding has the values that were measured (Fact), a severity, and a command (Cure) to
/// read before it is run. Error: searches fail. Warning: searches are slow, waste memory, or miss rows. Information: may be intended. What
/// a user may not read is a finding, too (NotChecked). Checked are indexes, load states, metrics and the lengths of vectors, deleted rows,
/// segments, partitions, fields without values, consistency and descriptions; without a name also aliases. The first rows are read
/// (-SampleSize). Keys that are stored more than once are found if a sample has all keys.
/// </remarks>
/// <example><code>Test-MilvusCollectionHealth</code>Checks all collections of the database, and its aliases.</example>
/// <example>
/// <code>Test-MilvusCollectionHealth words | Where-Object Severity -GE Warning | ForEach-Object Cure</code>
/// Lists the commands that cure what matters.
/// </example>
/// <example>
/// <code>Get-MilvusCollection docs* | Test-MilvusCollectionHealth -SampleSize 0</code>
/// Checks some collections without reading rows.
/// </example>
/// <example>
/// <code>(Test-MilvusCollectionHealth words | Where-Object Finding -EQ NoDescription).Fact</code>
/// Shows the measured values of a finding.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MilvusCollectionHealth", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Test-MilvusCollectionHealth.md")]
[OutputType(typeof(CollectionFinding))]
public sealed class TestMilvusCollectionHealthCommand : ConnectedCommand
{
    private const int MaxSample = 16_384;

    /// <summary>Names, with wildcards; all collections when left out. A name without wildcards that does not exist is an error.</summary>
    [Parameter(Position = 0)]
    [OnlyIn(ByName)]
    [Alias("Collection", "CollectionName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Collections as Get-MilvusCollection returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>The number of rows to read at most, to check vectors and fields without values; 0 reads none.</summary>
    [Parameter]
    [ValidateRange(0, MaxSample)]
    public int SampleSize { get; set; } = 1000;

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, collection => Check(collection.Name, collection));
        if (ParameterSetName != ByObject)
        {
            foreach (var name in Name ?? ["*"])
            {
                ForItem(name, () => CheckMatching(name));
            }

            if (Name is null)
            {
                CheckAliases();
            }
        }
    }

    private void CheckMatching(string name)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            ForEachListed(
                NamePatterns.Match(Await(Client.ListCollectionsAsync), name, found => found).ToList(),
                found => Check(found, null));
        }
        else
        {
            Check(name, null);
        }
    }

    private void Check(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var display = new WaitDisplay("Checking collections");
        display.Report(new WaitProgress(null, name));
        var facts = Await(
            async (call, token) =>
            {
                var described = await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
                var facts = await new CollectionFactsReader(client, call, described).ReadAsync(SampleSize, token).ConfigureAwait(false);
                return await AddDoubledKeysAsync(client, call, facts, token).ConfigureAwait(false);
            },
            context,
            display);
        var findings = HealthRules.Check(facts);
        WriteVerbose($"{facts.Collection.Name}: {Counts.ToText(findings.Count, "finding")}; "
            + $"{Counts.ToText(facts.Sample?.Rows ?? 0, "row was", "rows were")} read.");
        foreach (var finding in findings)
        {
            Write(finding, item);
        }
    }

    // A read returns each key once, and a count counts each row. Only if the sample has all keys, their number says something.
    private async Task<CollectionFacts> AddDoubledKeysAsync(
        MilvusClient client, CallContext call, CollectionFacts facts, CancellationToken token)
    {
        if (facts.Sample is not { } sample || sample.Rows >= SampleSize || !(facts.Counted > sample.Rows))
        {
            return facts;
        }

        var side = new TransferSide(client, call, facts.Collection, MaxSample) { ProvesEnd = false };
        await side.ContinueAsync(token).ConfigureAwait(false);
        var whole = new TransferRange(null, null, null);
        return facts with { DoubledKeys = await DoubledRows.FindAsync(side, whole, token).ConfigureAwait(false) };
    }

    // Servers keep an alias when its collection is dropped in another way than by a drop: by a restore of metadata, for example.
    private void CheckAliases()
    {
        var aliases = TryRead<IReadOnlyList<string>>(
            "The list of aliases",
            async (call, token) => await Client.ListAliasesAsync(call, null, token).ConfigureAwait(false));
        foreach (var alias in aliases ?? [])
        {
            ForItem(alias, () =>
            {
                if (Await((call, token) => AliasCheck.FindFailureAsync(Client, call, alias, token)) is { } reason)
                {
                    Write(AliasCheck.CreateFinding(alias, reason), null);
                }
            });
        }
    }
}
