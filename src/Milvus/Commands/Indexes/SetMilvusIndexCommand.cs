using System.Collections;
using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Values;

namespace Milvus;

/// <summary>Sets and removes properties of indexes.</summary>
/// <example>
/// <code>Set-MilvusIndex words vector -Property @{ 'mmap.enabled' = $true }</code>
/// Maps the index into memory from disk.
/// </example>
/// <example><code>Set-MilvusIndex words vector -RemoveProperty mmap.enabled</code>Restores the server's default.</example>
/// <example>
/// <code>Get-MilvusIndex words | Set-MilvusIndex -Property @{ 'mmap.enabled' = $true } -PassThru</code>
/// Sets a property of all indexes and shows them.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusIndex", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusIndex.md")]
[OutputType(typeof(Index))]
public sealed class SetMilvusIndexCommand : ChangeInCollectionCommand<Index>
{
    /// <summary>Properties to set. Booleans are sent as true and false, lists as JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Property { get; set; }

    /// <summary>Properties to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveProperty { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => PropertyChange.Check(Property, RemoveProperty);

    private protected override void Act(string collection, string name, Index? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess(
                $"index {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}",
                PropertyChange.Describe(ReadTable(nameof(Property)), RemoveProperty)))
        {
            return;
        }

        foreach (var (set, remove) in PropertyChange.ToRequests(ReadTable(nameof(Property)), RemoveProperty))
        {
            Await((call, token) => client.AlterIndexAsync(call, collection, name, set, remove, token), context);
        }

        if (PassThru)
        {
            var all = ReadBack<IReadOnlyList<Index>>(
                $"Index {name} of {collection} is changed",
                [new Index { Name = name, Collection = collection }],
                (call, token) => client.ListIndexesAsync(call, collection, token),
                context);
            foreach (var index in all.Where(index => index.Name == name))
            {
                Write(index, item);
            }
        }
    }
}
