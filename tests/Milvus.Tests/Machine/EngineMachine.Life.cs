using Milvus.Protocol;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Machine;

/// <summary>Steps that do not change rows.</summary>
internal sealed partial class EngineMachine
{
    private static readonly string[] _indexTypes = ["FLAT", "HNSW", "AUTOINDEX", "IVF_FLAT"];

    private void Flush() => Engine.Ok(_engine.Client.Flush(new FlushRequest { CollectionNames = { Collection } }));

    private void Compact() => AwaitCompaction(StartCompaction());

    /// <summary>Rows written during a compaction must not be lost.</summary>
    private void CompactAndWrite()
    {
        var job = StartCompaction();
        Insert();
        Upsert();
        Delete();
        AwaitCompaction(job);
    }

    private long StartCompaction() =>
        Engine.Ok(_engine.Client.ManualCompaction(new ManualCompactionRequest { CollectionName = Collection })).CompactionID;

    private void AwaitCompaction(long job)
    {
        var limit = DateTime.UtcNow.AddSeconds(60);
        while (
            Engine.Ok(_engine.Client.GetCompactionState(new GetCompactionStateRequest { CompactionID = job })).State
            != CompactionState.Completed)
        {
            Assert.True(DateTime.UtcNow < limit, "the compaction did not end");
            Thread.Sleep(5);
        }
    }

    private void ChangeIndex()
    {
        Engine.Ok(_engine.Release(Collection));
        Engine.Ok(_engine.DropIndex(Collection, "v"));
        if (_engine.DescribeIndex(Collection).IndexDescriptions.Any(index => index.IndexName == "n"))
        {
            Engine.Ok(_engine.DropIndex(Collection, "n"));
        }
        else
        {
            Engine.Ok(_engine.Index(Collection, "n", ("index_type", "STL_SORT")));
        }

        _indexType = _indexTypes[_random.Next(_indexTypes.Length)];
        CreateIndex();
        Engine.Ok(_engine.Load(Collection));
    }

    private void CreateIndex() => Engine.Ok(_engine.Index(Collection, "v", ("index_type", _indexType), ("metric_type", "L2")));

    private void ChangePartitions()
    {
        if (_partitions.Count < 3)
        {
            var made = $"p{_files}_{Steps.Count}";
            Engine.Ok(_engine.Client.CreatePartition(new CreatePartitionRequest { CollectionName = Collection, PartitionName = made }));
            _partitions.Add(made);
            return;
        }

        var gone = _partitions[^1];
        Engine.Ok(_engine.Release(Collection));
        Engine.Ok(_engine.Client.DropPartition(new DropPartitionRequest { CollectionName = Collection, PartitionName = gone }));
        Engine.Ok(_engine.Load(Collection));
        _partitions.Remove(gone);
        foreach (var key in _rows.Where(row => row.Value.Partition == gone).Select(row => row.Key).ToArray())
        {
            _rows.Remove(key);
        }
    }

    private void ReleaseAndLoad()
    {
        Engine.Ok(_engine.Release(Collection));
        Assert.Equal(101, _engine.Query(Collection, "id >= 0", ["id"]).Status.Code);
        Engine.Ok(_engine.Load(Collection));
    }

    private void Reopen()
    {
        _engine.Dispose();
        _engine = new Engine(_path);
    }

    /// <summary>The current files are what a new process would find if this one were killed now.</summary>
    private void Crash()
    {
        var copy = NewPath();
        foreach (var suffix in new[] { "", "-wal" })
        {
            if (File.Exists(_path + suffix))
            {
                // The engine has the file open, so it is read without a lock.
                using var from = new FileStream(_path + suffix, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var to = File.Create(copy + suffix);
                from.CopyTo(to);
            }
        }

        _engine.Dispose();
        _path = copy;
        _engine = new Engine(copy);
    }

    private string NewPath() => _folder.File($"machine{_files++}.db");
}
