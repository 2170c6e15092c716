using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;

namespace Milvus.Conditions;

/// <summary>Reads the variables of a script block where the block would read them. It runs nothing of the block.</summary>
/// <param name="cmdlet">The cmdlet that received the block.</param>
/// <param name="block">The block.</param>
internal sealed class VariableSource(PSCmdlet cmdlet, ScriptBlock block)
{
    /// <summary>
    /// Whether a module calls the cmdlet with a block from outside of it. The block has the global variables, and not those of the module.
    /// </summary>
    internal bool IsForeign => block.Module is null && cmdlet.SessionState.Module is not null;

    /// <summary>The value of a variable.</summary>
    /// <returns>Whether the variable exists.</returns>
    internal bool TryRead(VariableExpressionAst variable, out object? value)
    {
        var path = variable.VariablePath;
        value = path.UserPath.ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            "NULL" => null,
            _ => AutomationNull.Value,
        };
        if (!ReferenceEquals(value, AutomationNull.Value))
        {
            return true;
        }

        var variables = (block.Module?.SessionState ?? cmdlet.SessionState).PSVariable;
        if (path.IsDriveQualified)
        {
            value = variables.GetValue(path.UserPath);
            return true;
        }

        var found = variables.Get(IsForeign && path.IsUnscopedVariable ? $"global:{path.UserPath}" : path.UserPath);
        value = found?.Value;
        return found is not null;
    }

    /// <summary>The value of a variable with $using:, of a parallel or remote block; outside of these the variable itself.</summary>
    internal bool TryRead(UsingExpressionAst expression, out object? value)
    {
        value = null;
        if (expression.SubExpression is not VariableExpressionAst variable)
        {
            return false;
        }

        try
        {
            // Only PowerShell knows where it keeps these values. The text is the name of a variable.
            value = ScriptBlock.Create(expression.Extent.Text).InvokeReturnAsIs();
            return true;
        }
        catch (RuntimeException)
        {
            return TryRead(variable, out value);
        }
    }
}
