using Milvus.Core.Marshalling.Rows;

namespace Milvus.Commands.Entities;

/// <summary>Follows the batches that are sent.</summary>
internal interface ISentBatches
{
    /// <summary>A batch is about to be sent.</summary>
    void Begin(RowBatch batch);

    /// <summary>The server has acknowledged the batch.</summary>
    void End(int rows, MutationResult result);
}
