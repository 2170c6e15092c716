using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Runs a script block of the user whose result is data. It ends with its first error, so no result is made after one.</summary>
internal static class UserScript
{
    // A statement that fails would otherwise print its error and continue.
    private const string Preference = "ErrorActionPreference";

    /// <summary>Runs a script block.</summary>
    /// <param name="script">The script block.</param>
    /// <param name="current">The value of $_; null for none.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="RuntimeException">An error of the script, or a statement that would end the loop around the cmdlet.</exception>
    internal static Collection<PSObject> Run(ScriptBlock script, PSObject? current, params object?[] arguments)
    {
        var variables = new List<PSVariable> { new(Preference, ActionPreference.Stop) };
        if (current is not null)
        {
            variables.Add(new PSVariable("_", current));
        }

        try
        {
            return script.InvokeWithContext(null, variables, arguments);
        }
        catch (FlowControlException failure) when (failure is not TerminateException)
        {
            throw new RuntimeException(
                "break, continue and exit would end the loop or the script around the command: use return.", failure);
        }
    }

    /// <summary>What the script or a command in it has said, as a sentence.</summary>
    internal static string Describe(RuntimeException failure)
    {
        // A failure that the preference has made an error has a long message about the preference.
        var text = (failure is ActionPreferenceStopException { ErrorRecord.Exception: { } first } ? first.Message : failure.Message).Trim();
        return text is [.., '.' or '!' or '?'] ? text : text + ".";
    }
}
