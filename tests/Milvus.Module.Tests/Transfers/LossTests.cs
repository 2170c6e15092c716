using System.Globalization;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Transfers;

/// <summary>
/// Losses between source and target are found by -Verify Full, and the same command repairs them. MILVUS_LOSSES is the number of losses,
/// MILVUS_LOSSES_SEED another seed.
/// </summary>
public sealed class LossTests : IDisposable
{
    private const int Rows = 90;
    private const int Drafts = 30;
    private const int RowsOfPage = 10;

    private readonly RecordingServer _source = new();
    private readonly RecordingServer _target = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public LossTests() => _shell.Do(
        """
        $here = Connect-Milvus $args[0] -Name here
        $there = Connect-Milvus $args[1] -Name there
        $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField word VarChar -MaxLength 20 -Nullable),
            (New-MilvusField vector FloatVector -Dimension 4)
        $null = New-MilvusCollection docs -Field $fields -Connection $here
        $null = New-MilvusPartition docs drafts -Connection $here
        $row = { @{ id = $_; word = "w$_"; vector = 1, $_, 0.5, 3 } }
        $null = 1..$args[2] | ForEach-Object $row | Add-MilvusEntity docs -Connection $here
        $null = 1001..(1000 + $args[3]) | ForEach-Object $row | Add-MilvusEntity docs -Partition drafts -Connection $here
        $null = New-MilvusIndex docs vector -IndexType FLAT -MetricType L2 -Connection $here
        Mount-MilvusCollection docs -Connection $here
        """,
        _source.Address,
        _target.Address,
        Rows,
        Drafts);

    public void Dispose()
    {
        _shell.Dispose();
        _source.Dispose();
        _target.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void TransferCheck_each_kind_of_loss_is_found_and_the_same_command_repairs_it()
    {
        var kinds = Enum.GetValues<LossKind>();
        var losses = Setting("MILVUS_LOSSES", kinds.Length);
        var random = new Random(Setting("MILVUS_LOSSES_SEED", 14));
        var found = 0;
        for (var number = 0; number < losses; number++)
        {
            var kind = kinds[number % kinds.Length];
            Inject(kind, random);
            found++;
        }

        Console.WriteLine($"{found} of {losses} losses of {kinds.Length} kinds found with -Verify Full");
        Assert.Equal(losses, found);
    }

    [Theory]
    [InlineData(LossKind.DroppedPage, "Count")]
    [InlineData(LossKind.LostBatch, "Count")]
    [InlineData(LossKind.DoubledRow, "Count")]
    [InlineData(LossKind.DoubledPage, "Key")]
    [InlineData(LossKind.LostRow, "Key")]
    [InlineData(LossKind.OtherPartition, "Key")]
    public void TransferCheck_missing_and_doubled_rows_are_found_by_less(LossKind kind, string level) =>
        Inject(kind, new Random(7), level);

    private void Inject(LossKind kind, Random random, string level = "Full")
    {
        var ledger = _folder.File("loss.ledger");
        var loss = new Loss(kind, random, (Rows + Drafts) / RowsOfPage);
        loss.Attach(_source, _target);
        const string Copy = "Copy-MilvusCollection docs copy -Connection $here -TargetConnection $there -BatchSize 10 -Parallel 1 "
            + "-LedgerPath $args[0] -Verify $args[1]";

        var ran = _shell.Run(Copy, ledger, level);

        Assert.True(loss.IsInjected, $"{kind} was not injected");
        Assert.True(ran.ErrorIds.SequenceEqual(["MilvusTransferMismatch"]), $"{kind} was not found: {string.Join(", ", ran.ErrorIds)}");
        Loss.Detach(_source, _target);
        var again = _shell.Do(Copy, ledger, "Full").Output.Single();
        Assert.Equal((long)(Rows + Drafts), again.Properties["RowsCompared"].Value);
        Assert.False(File.Exists(ledger));
        _shell.Do("Remove-MilvusCollection copy -Connection $there -Confirm:$false");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
