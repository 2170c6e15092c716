using System.Management.Automation;
using Milvus.Client.Calls;
using Milvus.Core.Errors;
using Milvus.Transfers;

namespace Milvus.Pipeline;

/// <summary>What a transfer that ends early says about its ledger.</summary>
public abstract partial class MilvusCommand
{
    private string? _ledgerOfRun;

    /// <summary>Runs a transfer. If it fails or is stopped, the user learns that the same command continues it.</summary>
    /// <param name="ledger">The file of the ledger, which exists or not.</param>
    /// <param name="run">The transfer.</param>
    private protected T RunTransfer<T>(string ledger, Func<T> run)
    {
        if (LedgerFile.IsEmpty(ledger))
        {
            // An earlier run that was killed at once leaves such a file, and so does New-TemporaryFile.
            WriteWarning($"The file '{ledger}' is empty. It becomes the ledger, and is removed when the transfer is finished.");
        }

        _ledgerOfRun = ledger;
        try
        {
            return run();
        }
        catch (MilvusException failure)
        {
            throw AdviseToContinue(failure);
        }
    }

    /// <inheritdoc cref="RunTransfer{T}(string, Func{T})"/>
    private protected void RunTransfer(string ledger, Action run) => RunTransfer(ledger, () =>
    {
        run();
        return true;
    });

    /// <summary>A failure of the transfer that runs, with the advice to continue it if its ledger has records.</summary>
    private protected MilvusException AdviseToContinue(MilvusException failure)
    {
        // These errors have advice of their own about the ledger.
        var hasAdvice = failure.ErrorId
            is MilvusErrorId.LedgerMismatch or MilvusErrorId.LedgerLocked or MilvusErrorId.TransferMismatch or MilvusErrorId.AlreadyExists;
        var advice = failure.RecommendedAction ?? DefaultAdvice.Find(failure.ErrorId);
        if (failure is { OutcomeUnknown: true, Method: { } method })
        {
            // The same command finds out what became of the last call, so the user need not.
            advice = advice?.Replace(OutcomeAdvice.For(method), string.Empty, StringComparison.Ordinal).TrimEnd();
        }

        return !hasAdvice && DescribeLedger() is { } text
            ? failure.With(failure.Message, action: advice is null ? text : $"{advice} {text}".TrimStart())
            : failure;
    }

    // The streams of a pipeline that is stopped take nothing more, but its host does.
    private void SayWhatIsKept()
    {
        if (DescribeLedger() is { } text)
        {
            Host.UI?.WriteWarningLine($"{MyInvocation.MyCommand.Name} was stopped. {text}");
        }
    }

    // With it, the same command would begin again.
    private bool HasForce => MyInvocation.BoundParameters.TryGetValue("Force", out var force) && LanguagePrimitives.IsTrue(force);

    private string? DescribeLedger() => _ledgerOfRun is { } path && File.Exists(path) && !LedgerFile.IsEmpty(path)
        ? $"The ledger '{path}' has what is done: the same command {(HasForce ? "without -Force " : string.Empty)}continues, and "
            + "-Force begins again."
        : null;
}
