using System.Management.Automation;
using System.Reflection;

namespace Milvus.Pipeline;

/// <summary>Confirmation of changes.</summary>
public abstract partial class MilvusCommand
{
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>
    /// Whether the text of ShouldProcess will be shown. Its information is requested from the server only then.
    /// </summary>
    private protected bool ShowsConfirmation
    {
        get
        {
            if (IsWhatIf || IsOn("Verbose", "VerbosePreference"))
            {
                return true;
            }

            if (MyInvocation.BoundParameters.TryGetValue("Confirm", out var asked))
            {
                return LanguagePrimitives.IsTrue(asked);
            }

            var impact = GetType().GetCustomAttribute<CmdletAttribute>()?.ConfirmImpact ?? ConfirmImpact.Medium;
            return AsksFromPreference != ConfirmImpact.None && (AsksAlwaysWhereHigh || impact >= AsksFromPreference);
        }
    }

    /// <summary>
    /// Whether a cmdlet of a lower impact asks for confirmation like one of a high impact. See <see cref="ConfirmLoss"/>.
    /// </summary>
    private protected virtual bool AsksAlwaysWhereHigh => false;

    /// <summary>
    /// Whether nothing will be changed. Then a cmdlet checks in advance what the server, or its own run, checks otherwise.
    /// </summary>
    private protected bool IsWhatIf => IsOn("WhatIf", "WhatIfPreference");

    private ConfirmImpact AsksFromPreference =>
        LanguagePrimitives.ConvertTo<ConfirmImpact>(GetVariableValue("ConfirmPreference", ConfirmImpact.High));

    /// <summary>
    /// Asks for confirmation like a cmdlet of high impact. A cmdlet has only one impact, but some of its actions can lose more data than
    /// others.
    /// </summary>
    private protected bool ConfirmLoss(string target, string action)
    {
        if (!ShouldProcess(target, action))
        {
            return false;
        }

        // With any other preference, ShouldProcess has asked already, or must not ask.
        var asked = MyInvocation.BoundParameters.ContainsKey("Confirm") || AsksFromPreference != ConfirmImpact.High;
        return asked || Ask(() => ShouldContinue($"{action}: {target}?", "Confirm", ref _yesToAll, ref _noToAll));
    }

    // The error of PowerShell does not say what to do. As with it, a script does not go on without the answer.
    private bool Ask(Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (PSInvalidOperationException failure)
        {
            var refusal = new MilvusException(
                MilvusErrorId.InvalidArgument,
                "The command asks for a confirmation, and this session cannot ask: nothing was changed.",
                failure)
            {
                RecommendedAction = "-Confirm:$false runs it without asking; -WhatIf shows what it would do.",
            };
            ThrowTerminatingError(ErrorRecords.From(refusal, Target));
            throw;
        }
    }

    private bool IsOn(string parameter, string preference)
    {
        if (MyInvocation.BoundParameters.TryGetValue(parameter, out var given))
        {
            return LanguagePrimitives.IsTrue(given);
        }

        return GetVariableValue(preference) switch
        {
            null => false,
            PSObject wrapped => Means(wrapped.BaseObject),
            var value => Means(value),
        };

        static bool Means(object value) => value switch
        {
            ActionPreference action => action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore),
            string text => !text.Equals(nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase)
                && !text.Equals(nameof(ActionPreference.Ignore), StringComparison.OrdinalIgnoreCase),
            _ => LanguagePrimitives.IsTrue(value),
        };
    }
}
