using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops fields of a collection with all their values.</summary>
/// <example><code>Remove-MilvusField words gloss</code>Asks, then drops the field.</example>
/// <example><code>Get-MilvusField words tmp_* | Remove-MilvusField -WhatIf</code>Shows which fields would be dropped.</example>
/// <example><code>Remove-MilvusField words gloss -Confirm:$false</code>Drops it without confirmation, as in a script.</example>
/// <example><code>Remove-MilvusField words -FieldId (Get-MilvusField words gloss).Id -WhatIf</code>Specifies the field by its id.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusField", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusField.md")]
public sealed class RemoveMilvusFieldCommand : NamedInCollectionCommand<Field>
{
    private const string ById = "ById";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public override string Collection { get; set; } = string.Empty;

    /// <summary>
    /// The ids of the fields, as Get-MilvusField shows them. Ids are never reused: a field that is dropped and added again gets another id.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [ArgumentCompleter(typeof(FieldIdCompleter))]
    public long[] FieldId { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName != ById)
        {
            base.Process();
            return;
        }

        foreach (var id in FieldId)
        {
            ForItem(id, () => Drop(id));
        }
    }

    private protected override void Act(string collection, string name, Field? item)
    {
        var client = GetClient(item);
        if (ShouldProcess($"field {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Drop field"))
        {
            Await((call, token) => client.DropFieldAsync(call, collection, name, token), GetCall(item));
        }
    }

    private void Drop(long id)
    {
        var schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
        var field =
            schema.Field.FirstOrDefault(candidate => candidate.Id == id)
            ?? throw new MilvusException(
                MilvusErrorId.FieldNotFound,
                string.Create(CultureInfo.InvariantCulture, $"Collection {Collection} has no field with the id {id}."))
            {
                RecommendedAction = $"Get-MilvusField {Collection} | Format-Table Id, Name lists the existing fields.",
            };
        var target = string.Create(
            CultureInfo.InvariantCulture,
            $"field {field.Name} (id {id}) of collection {Collection} on {GetPlace()}");
        if (ShouldProcess(target, "Drop field"))
        {
            Await((call, token) => Client.DropFieldAsync(call, Collection, id, token));
        }
    }
}
