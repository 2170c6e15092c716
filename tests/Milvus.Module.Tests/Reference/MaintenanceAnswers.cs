using Milvus.Protocol;

namespace Milvus.Module.Tests.Reference;

/// <summary>Answers of maintenance jobs that are done at once.</summary>
internal static class MaintenanceAnswers
{
    internal static void Give(CallLog log)
    {
        log.Answer("ManualCompaction", new ManualCompactionResponse { CompactionID = 7, CompactionPlanCount = 1 });
        log.Answer("GetCompactionState", new GetCompactionStateResponse { State = CompactionState.Completed, CompletedPlanNo = 1 });
        log.Answer(
            "GetCompactionStateWithPlans",
            new GetCompactionPlansResponse
            {
                MergeInfos =
                {
                    new CompactionMergeInfo { Sources = { 1, 2 }, Target = 3 },
                },
            });
        log.Answer(
            "GetPersistentSegmentInfo",
            new GetPersistentSegmentInfoResponse { Infos = { new PersistentSegmentInfo { SegmentID = 3 } } });
        log.Answer("GetQuerySegmentInfo", new GetQuerySegmentInfoResponse { Infos = { new QuerySegmentInfo { SegmentID = 3 } } });
    }
}
