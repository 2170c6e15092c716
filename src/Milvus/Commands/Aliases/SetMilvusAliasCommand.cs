using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Points aliases to another collection, atomically.</summary>
/// <example><code>Set-MilvusAlias current words_2027</code>Points the alias current to the collection words_2027.</example>
/// <example>
/// <code>Get-MilvusAlias -Collection words_2026 | Set-MilvusAlias -Collection words_2027</code>
/// Moves all aliases of a collection to another one.
/// </example>
/// <example><code>Set-MilvusAlias current words_2027 -PassThru</code>Shows the alias afterwards.</example>
[Cmdlet(VerbsCommon.Set, "MilvusAlias", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusAlias.md")]
[OutputType(typeof(Alias))]
public sealed class SetMilvusAliasCommand : ChangeCommand<Alias>
{
    /// <summary>The new collection of the aliases.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, ParameterSetName = ByObject)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    private protected override void Act(string name, Alias? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess($"alias {name} on {GetPlace(item)}", $"Point to collection {Collection}"))
        {
            return;
        }

        Await((call, token) => client.AlterAliasAsync(call, name, Collection, token), context);
        if (PassThru)
        {
            Write(new Alias { Name = name, Collection = Collection }, item);
        }
    }
}
