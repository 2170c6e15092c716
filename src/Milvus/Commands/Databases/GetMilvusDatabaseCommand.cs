using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists databases with their properties.</summary>
/// <example><code>Get-MilvusDatabase</code>Lists the databases of the server.</example>
/// <example><code>(Get-MilvusDatabase books).Property</code>The properties of a database.</example>
/// <example>
/// <code>Get-MilvusDatabase | ForEach-Object { Get-MilvusCollection -Database $_.Name }</code>
/// The collections of all databases.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusDatabase")]
[OutputType(typeof(Database))]
public sealed class GetMilvusDatabaseCommand : ConnectedCommand
{
    /// <summary>Names, with wildcards; all databases when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public string[]? Name { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name ?? ["*"])
        {
            ForItem(name, () => Write(name));
        }
    }

    private void Write(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            Show(name);
            return;
        }

        foreach (var found in Names.Match(Await(Client.ListDatabasesAsync), name, known => known))
        {
            // The list has the names only; what each is like is another privilege.
            ForItem(
                found,
                () =>
                    WriteObject(
                        Mark(
                            TryRead<Database>(
                                $"Database {found}",
                                async (call, token) => await Client.DescribeDatabaseAsync(call, found, token).ConfigureAwait(false)
                            ) ?? new Database { Name = found })));
        }
    }

    private void Show(string name) => WriteObject(Mark(Await((call, token) => Client.DescribeDatabaseAsync(call, name, token))));
}
