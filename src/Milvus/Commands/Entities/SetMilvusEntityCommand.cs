using System.Collections;
using System.Management.Automation;
using Milvus.Commands.Entities;
using Milvus.Core.Calls;
using Milvus.Values;

namespace Milvus;

/// <summary>Upserts rows: replaces rows with existing keys, and inserts the others.</summary>
/// <remarks>
/// Rows are sent in batches, as by Add-MilvusEntity. A row replaces all fields of the old row; with -Partial it
/// has only its key and the changed fields. If the server generates the keys, an upserted row gets a new key, which the result contains.
/// </remarks>
/// <example><code>@{ id = 1; vector = 0.1, 0.2, 0.3; title = 'new' } | Set-MilvusEntity docs</code>Replaces a row, or inserts it.</example>
/// <example><code>@{ id = 1; title = 'newer' } | Set-MilvusEntity docs -Partial</code>Changes one field and leaves the others.</example>
/// <example>
/// <code>@{ id = 1; tags = @('red') } | Set-MilvusEntity docs -FieldOperation @{ tags = 'array_append' }</code>
/// Appends to an array; array_remove removes elements.
/// </example>
/// <example>
/// <code>Get-MilvusEntity docs -Filter 'price > 10' | ForEach-Object { $_.price *= 2; $_ } | Set-MilvusEntity docs</code>
/// Reads rows, changes them, and writes them back.
/// </example>
/// <example>
/// <code>$rows | Set-MilvusEntity words -Embedder $embedder -TextField gloss -VectorField vector</code>
/// Upserts rows with the vectors of their present texts.
/// </example>
/// <parameter name="OnUnknownOutcome">
/// The reaction if the connection breaks while rows are being sent: Stop ends with MilvusWriteOutcomeUnknown; Verify and
/// Retry send the rows again. It applies only if a repeated upsert has another effect: if the server generates the keys, or with
/// -FieldOperation. Other upserts are retried automatically.
/// </parameter>
[Cmdlet(VerbsCommon.Set, "MilvusEntity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "Set-MilvusEntity.md")]
[OutputType(typeof(MutationResult))]
public sealed class SetMilvusEntityCommand : EntityWritingCommand
{
    /// <summary>
    /// Rows have their key and the changed fields; other fields stay. A row with other fields than the previous row starts a new request.
    /// </summary>
    [Parameter]
    public SwitchParameter Partial { get; set; }

    /// <summary>
    /// The operation for the elements of array fields: array_append, array_remove, or replace. It makes the upsert partial.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? FieldOperation { get; set; }

    private protected override string Action => "Upsert entities";

    private protected override bool IsPartial => Partial || FieldOperation is { Count: > 0 };

    private protected override EntitySender CreateSender(Collection schema, Func<CancellationToken, Task>? prepare)
    {
        var options = new RowWrite
        {
            Partition = Partition,
            Namespace = Namespace,
            OnUnknownOutcome = OnUnknownOutcome,
            FieldOperations = FieldOperation is null ? null : ReadTexts(nameof(FieldOperation)),
        };
        return new EntitySender(Client, Call, schema, options, BatchSize, upsert: true, IsPartial) { Prepare = prepare };
    }

    // A row of this module has all fields that were read, also those that are null.
    private protected override void CheckFirst(PSObject row, Collection schema)
    {
        if (IsPartial || (row.BaseObject is not SearchHit && !row.TypeNames.Contains(EntityWriter.TypeName)))
        {
            return;
        }

        var left = schema.Field
            .Where(field => field.Nullable || field.DefaultValue is not null)
            .Where(field => !field.IsFunctionOutput && row.Properties[field.Name] is null)
            .Select(field => field.Name)
            .ToList();
        if (left.Count > 0)
        {
            var (get, these) = left.Count == 1 ? ("it gets", "it") : ("they get", "them");
            WriteWarning($"The rows were read without {string.Join(", ", left)}, and an upsert replaces whole rows: {get} null or the "
                + $"default. -Partial keeps {these}.");
        }
    }
}
