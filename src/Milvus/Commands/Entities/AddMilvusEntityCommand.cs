using System.Management.Automation;
using Milvus.Commands.Entities;
using Milvus.Core.Calls;

namespace Milvus;

/// <summary>Inserts rows into a collection.</summary>
/// <remarks>
/// A row is an object or a hashtable with a property for each field. Rows are sent in batches. A row that does not
/// fit is an error, and the other rows are still sent. If a batch fails, the cmdlet ends, and the error contains the number of stored rows.
/// Use a separate object for each row: an object must not change until it is sent.
/// </remarks>
/// <example><code>@{ id = 1; vector = 0.1, 0.2, 0.3 } | Add-MilvusEntity docs</code>Inserts one row.</example>
/// <example><code>$rows | Add-MilvusEntity docs -BatchSize 500</code>Inserts many, at most 500 in a request.</example>
/// <example><code>Get-MilvusEntity docs | Add-MilvusEntity copy</code>Copies all rows into another collection of the same schema.</example>
/// <example>
/// <code>$rows | Add-MilvusEntity words -Embedder $embedder -TextField gloss -VectorField vector</code>
/// Inserts rows whose vectors the embedder makes of their texts; see New-MilvusEmbedder.
/// </example>
/// <parameter name="Partition">The partition to insert into; the default one when left out.</parameter>
[Cmdlet(VerbsCommon.Add, "MilvusEntity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "Add-MilvusEntity.md")]
[OutputType(typeof(MutationResult))]
public sealed class AddMilvusEntityCommand : EntityWritingCommand
{
    private protected override string Action => "Insert entities";

    private protected override EntitySender CreateSender(Collection schema, Func<CancellationToken, Task>? prepare) => new(
        Client,
        Call,
        schema,
        new RowWrite { Partition = Partition, Namespace = Namespace, OnUnknownOutcome = OnUnknownOutcome },
        BatchSize)
    {
        Prepare = prepare,
    };
}
