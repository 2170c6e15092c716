using System.Management.Automation;
using Milvus.DesiredState;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Makes a server equal to a file of its desired state.</summary>
/// <remarks>
/// <para>The cmdlet compares, checks all steps, and then makes them in an order that fits: databases, groups, roles, users, collections,
/// indexes, aliases, and removals last. A second run sends no request that changes something. Compare-MilvusDesiredState and -WhatIf show
/// the steps.</para>
/// <para>Steps that replace or remove something are refused without -Force, and nothing is changed. A collection whose schema cannot be
/// changed in place is filled again with its rows: the old one stays until the new one has all rows and is verified. Stop writers
/// meanwhile. See about_Milvus_DesiredState.</para>
/// <para>If a step fails, the error says which steps are done. The same command continues with the rest.</para>
/// </remarks>
/// <example><code>Set-MilvusDesiredState ./state.psd1 -WhatIf</code>Shows the steps.</example>
/// <example>
/// <code>Set-MilvusDesiredState ./users.psd1 -Password @{ reporter = (Read-Host -AsSecureString) }</code>
/// Makes the steps, and creates the user reporter with a password.
/// </example>
/// <example>
/// <code>Set-MilvusDesiredState ./state.psd1 -Force -Confirm:$false -PassThru | Where-Object Loss</code>
/// Also replaces and removes, as in a script, and shows what was lost.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusDesiredState", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusDesiredState.md")]
[OutputType(typeof(DesiredStateChange))]
public sealed partial class SetMilvusDesiredStateCommand : ConnectedCommand
{
    private const string ByPath = "ByPath";
    private const string ByLiteralPath = "ByLiteralPath";

    /// <summary>The file of the desired state: .psd1 or .json.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file, without wildcards; this applies to a piped file, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP", "FullName")]
    public string? LiteralPath { get; set; }

    /// <summary>
    /// Passwords of users that do not exist yet, as a table of names and passwords (SecureString, or plain text), or as credentials. Files
    /// have no passwords.
    /// </summary>
    [Parameter]
    [PasswordTableTransformation]
    [ValidateNotNull]
    public PasswordTable Password { get; set; } = new();

    /// <summary>Also makes steps that replace or remove something.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the steps that were made.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => Path ?? LiteralPath;

    private protected override bool AsksAlwaysWhereHigh => Force;

    private string Current => Database ?? Connected.Database;

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = LocalPaths.ResolveToReadOne(this, Path ?? LiteralPath!, ParameterSetName == ByLiteralPath);
        var desired = StateFile.Read(file);
        TakeBackInterrupted(desired, file);
        var problems = new StateProblems(file);
        var plan = Await((call, token) => new StatePlanning(Client, call, Current).PlanFileAsync(desired, problems, token));
        Await((call, token) => new StatePlanChecks(Client, call, plan, problems).CheckAsync(Password.Passwords, !IsWhatIf, token));
        problems.ThrowIfAny();
        CheckForce(plan);
        Await((call, token) => new StatePlanChecks(Client, call, plan, problems).CheckLoadedAsync(token));
        Apply(plan, file);
    }

    // With -WhatIf, the steps are shown first.
    private void CheckForce(StatePlan plan)
    {
        var losing = plan.Steps.Where(step => step.RequiresForce).ToList();
        if (losing.Count == 0 || Force)
        {
            return;
        }

        var text = $"Steps that replace or remove something require -Force:\n{string.Join('\n', losing.Select(step => step.Describe()))}";
        if (IsWhatIf)
        {
            WriteWarning(text);
            return;
        }

        throw new MilvusException(MilvusErrorId.InvalidArgument, $"{text}\nNothing was changed.")
        {
            RecommendedAction = "Use -Force to make these steps, too, or change the file.",
        };
    }
}
