using System.Collections;
using System.Management.Automation;

namespace Milvus;

/// <summary>Upserts rows: replaces those whose keys are there, and inserts the others.</summary>
/// <remarks>
/// Rows are collected and sent in batches, as Add-MilvusEntity does. A row replaces the old one with all its fields; with -Partial it
/// has only its key and the fields that change. Where the server makes the keys, an upserted row gets a new key: the result has it.
/// </remarks>
/// <example><code>@{ id = 1; vector = 0.1, 0.2, 0.3; title = 'new' } | Set-MilvusEntity docs</code>Replaces a row, or inserts it.</example>
/// <example><code>@{ id = 1; title = 'newer' } | Set-MilvusEntity docs -Partial</code>Changes one field and leaves the others.</example>
/// <example>
/// <code>@{ id = 1; tags = @('red') } | Set-MilvusEntity docs -FieldOperation @{ tags = 'array_append' }</code>
/// Appends to an array; array_remove takes elements out.
/// </example>
/// <example>
/// <code>Get-MilvusEntity docs -Filter 'price > 10' | ForEach-Object { $_.price *= 2; $_ } | Set-MilvusEntity docs</code>
/// Reads rows, changes them, and writes them back.
/// </example>
/// <parameter name="OnUnknownOutcome">
/// What to do when the connection breaks while rows are on their way: Stop ends with MilvusWriteOutcomeUnknown; Verify and
/// Retry send the rows again. It matters only where a repeated upsert does more than one: where the server makes the keys, and with
/// -FieldOperation. Other upserts are sent again by themselves.
/// </parameter>
[Cmdlet(VerbsCommon.Set, "MilvusEntity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MutationResult))]
public sealed class SetMilvusEntityCommand : EntityWritingCommand
{
    /// <summary>
    /// Rows have their key and the fields that change; the others stay. Rows with other fields than the row before go in a request of their
    /// own.
    /// </summary>
    [Parameter]
    public SwitchParameter Partial { get; set; }

    /// <summary>
    /// For array fields what to do with the given elements: array_append, array_remove, or replace. It makes the upsert partial.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? FieldOperation { get; set; }

    private protected override string Action => "Upsert entities";

    private protected override EntitySender NewSender(Collection schema)
    {
        var options = new RowWrite
        {
            Partition = Partition,
            Namespace = Namespace,
            OnUnknownOutcome = OnUnknownOutcome,
            FieldOperations = FieldOperation is null ? null : Texts(nameof(FieldOperation)),
        };
        return new EntitySender(Client, Call, schema, options, BatchSize, upsert: true, Partial || FieldOperation is { Count: > 0 });
    }
}
