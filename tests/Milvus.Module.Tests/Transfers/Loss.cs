using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>Injects one loss between a source and a target: into one page that is read, or into one batch that is written.</summary>
internal sealed class Loss(LossKind kind, Random random, int pages)
{
    private readonly int _page = random.Next(pages);
    private int _seen;
    private bool _armed;
    private bool _injected;

    /// <summary>Whether the loss has happened.</summary>
    internal bool IsInjected => _injected;

    private bool IsInRead => kind is LossKind.DroppedPage or LossKind.ShortPage;

    internal void Attach(RecordingServer source, RecordingServer target)
    {
        source.Log.On<QueryRequest, QueryResults>("Query", (_, request, _) =>
        {
            // Pages of whole rows: keys and counts have their own output fields.
            _armed = IsInRead && !_injected && request.OutputFields.Contains("*") && _seen++ == _page;
            return Task.FromResult<QueryResults?>(null);
        });
        source.Log.Changed["Query"] = answer => Shorten((QueryResults)answer);
        target.Log.On<InsertRequest, MutationResult>("Insert", (_, request, _) => Task.FromResult(Change(request)));
        target.Log.Changed["Insert"] = answer => Pretend((MutationResult)answer);
    }

    internal static void Detach(RecordingServer source, RecordingServer target)
    {
        foreach (var (log, call) in new[] { (source.Log, "Query"), (target.Log, "Insert") })
        {
            log.Changed.Clear();
            log.On<Google.Protobuf.IMessage, Google.Protobuf.IMessage>(call, _ => null);
        }
    }

    private void Shorten(QueryResults answer)
    {
        if (!_armed)
        {
            return;
        }

        (_armed, _injected) = (false, true);
        if (kind == LossKind.DroppedPage)
        {
            answer.FieldsData.Clear();
            return;
        }

        PageRows.RemoveFrom(answer.FieldsData, 1 + random.Next(PageRows.Count(answer.FieldsData) - 1));
    }

    private MutationResult? Change(InsertRequest request)
    {
        if (IsInRead || _injected || _seen++ != _page)
        {
            return null;
        }

        _injected = true;
        var rows = (int)request.NumRows;
        _acknowledged = rows;
        var row = random.Next(rows);
        switch (kind)
        {
            case LossKind.LostBatch:
                return new MutationResult { Status = new(), InsertCnt = rows };
            case LossKind.LostRow:
                PageRows.Remove(request.FieldsData, row);
                break;
            case LossKind.DoubledRow:
                PageRows.Repeat(request.FieldsData, row);
                break;
            case LossKind.DoubledPage:
                for (var i = 0; i < rows; i++)
                {
                    PageRows.Repeat(request.FieldsData, i);
                }

                break;
            case LossKind.ChangedText:
                PageRows.Texts(request.FieldsData)[row] += "x";
                break;
            case LossKind.ChangedBit:
                PageRows.FlipBit(request.FieldsData, random);
                break;
            case LossKind.SwappedKeys:
                PageRows.SwapKeys(request.FieldsData, row, (row + 1) % rows);
                break;
            case LossKind.OtherPartition:
                request.PartitionName = request.PartitionName == "drafts" ? "_default" : "drafts";
                break;
            default:
                PageRows.SetNull(request.FieldsData, row);
                break;
        }

        request.NumRows = (uint)PageRows.Count(request.FieldsData);
        return null;
    }

    private int? _acknowledged;

    // The target claims to have stored what was sent.
    private void Pretend(MutationResult answer)
    {
        if (_acknowledged is { } rows)
        {
            answer.InsertCnt = rows;
            _acknowledged = null;
        }
    }
}
