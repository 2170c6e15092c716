using System.Collections;
using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Values;

namespace Milvus;

/// <summary>Sets and removes properties of collections.</summary>
/// <example><code>Set-MilvusCollection words -Property @{ 'collection.ttl.seconds' = 86400 }</code>Rows expire after a day.</example>
/// <example><code>Set-MilvusCollection words -RemoveProperty collection.ttl.seconds</code>Removes the property: rows no longer
/// expire.</example>
/// <example>
/// <code>Get-MilvusCollection docs* | Set-MilvusCollection -Property @{ 'mmap.enabled' = $true } -PassThru</code>
/// Sets a property of several collections and shows them.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusCollection.md")]
[OutputType(typeof(Collection))]
public sealed class SetMilvusCollectionCommand : EachCollectionCommand
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

    /// <summary>Writes the collection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => PropertyChange.Check(Property, RemoveProperty);

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess(
                $"{GetCollectionText(name, item)} on {GetPlace(item)}",
                PropertyChange.Describe(ReadTable(nameof(Property)), RemoveProperty)))
        {
            return;
        }

        foreach (var (set, remove) in PropertyChange.ToRequests(ReadTable(nameof(Property)), RemoveProperty))
        {
            Await((call, token) => client.AlterCollectionAsync(call, name, set, remove, token), context);
        }

        if (PassThru)
        {
            WriteCollection(name, item, "changed");
        }
    }
}
