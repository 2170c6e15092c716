using Milvus.Files;

namespace Milvus.Transfers;

/// <summary>Reads ledgers, and refuses those of other transfers.</summary>
internal static class LedgerFile
{
    /// <summary>What a ledger contains, for -WhatIf. The file is neither created nor locked; without it the content is empty.</summary>
    /// <exception cref="MilvusException">The ledger belongs to another transfer, or the file is not a ledger.</exception>
    internal static LedgerContent Peek(string path, TransferPlan plan)
    {
        var content = Read(path);
        Check(path, plan, content);
        return content;
    }

    /// <summary>
    /// Whether the file exists without a byte. It becomes the ledger of a new transfer: a run that was killed at once leaves such a file.
    /// </summary>
    internal static bool IsEmpty(string path) => new FileInfo(path) is { Exists: true, Length: 0 };

    /// <summary>What a ledger contains, of whatever transfer.</summary>
    /// <exception cref="MilvusException">The file is not a ledger, or another process has it open.</exception>
    internal static LedgerContent Read(string path)
    {
        if (!File.Exists(path))
        {
            return new LedgerContent();
        }

        return Parse(path, LocalFiles.TryRead(path) ?? throw CreateLocked(path));
    }

    internal static byte[] ReadWhole(string path, FileStream file) => LocalFiles.RunRead(path, () =>
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    });

    internal static LedgerContent Parse(string path, byte[] bytes)
    {
        try
        {
            return LedgerContent.Parse(bytes);
        }
        catch (FormatException failure)
        {
            throw new MilvusException(
                MilvusErrorId.LedgerMismatch,
                $"The file '{path}' is not a ledger that this version can read: {failure.Message}",
                failure)
            {
                RecommendedAction = "Use another file, or remove this one to begin again.",
            };
        }
    }

    internal static MilvusException CreateLocked(string path) =>
        new(MilvusErrorId.LedgerLocked, $"The ledger '{path}' is open: another command writes it.");

    /// <exception cref="MilvusException">The ledger belongs to another transfer.</exception>
    internal static void Check(string path, TransferPlan plan, LedgerContent content)
    {
        if (content.Plan is { } there && plan.FindDifferences(there) is { Count: > 0 } differences)
        {
            throw new MilvusException(
                MilvusErrorId.LedgerMismatch,
                $"The ledger '{path}' does not belong to this {plan.Kind}: {string.Join("; ", differences)}.")
            {
                RecommendedAction = plan.Advice,
            };
        }
    }

    /// <summary>The check of a ledger that is going to be discarded: parameters may differ, but it must be of such a transfer.</summary>
    /// <exception cref="MilvusException">The ledger belongs to a transfer of another kind.</exception>
    internal static void CheckKind(string path, TransferPlan plan, LedgerContent content)
    {
        if (content.Plan is { } there && there.Kind != plan.Kind)
        {
            throw new MilvusException(
                MilvusErrorId.LedgerMismatch, $"The ledger '{path}' belongs to another transfer ({there.Kind}), and stays as it is.")
            {
                RecommendedAction = "Finish that transfer first, or use another file with -LedgerPath.",
            };
        }
    }
}
