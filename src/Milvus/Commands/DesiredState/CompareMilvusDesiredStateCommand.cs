using System.Management.Automation;
using Milvus.Completion;
using Milvus.DesiredState;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Compares a server with a file of its desired state, or with another server.</summary>
/// <remarks>
/// <para>Each output object is a step that would make the server equal: Add, Change, Replace or Remove, with the present and the desired
/// value, and the data that the step would lose. Equal sides give an empty output. The cmdlet changes nothing.</para>
/// <para>What a file does not name is not compared. "complete" names lists whose other entries are to be removed. See
/// about_Milvus_DesiredState. Two servers are compared in full, besides passwords and rows.</para>
/// </remarks>
/// <example><code>Compare-MilvusDesiredState ./state.psd1</code>Shows how the current server differs from a file.</example>
/// <example>
/// <code>Compare-MilvusDesiredState -ReferenceConnection $lab -Connection $live | Format-Table Action, Kind, Name, Property</code>
/// Shows what would make one server equal to another.
/// </example>
/// <example>
/// <code>Compare-MilvusDesiredState ./state.psd1 -IncludeEqual | Group-Object Action -NoElement</code>
/// Counts the objects that are as they should be, too.
/// </example>
[Cmdlet(VerbsData.Compare, "MilvusDesiredState", DefaultParameterSetName = ByPath,
    HelpUri = CmdletPages.Folder + "Compare-MilvusDesiredState.md")]
[OutputType(typeof(DesiredStateChange))]
public sealed class CompareMilvusDesiredStateCommand : ConnectedCommand
{
    private const string ByPath = "ByPath";
    private const string ByLiteralPath = "ByLiteralPath";
    private const string ByConnection = "ByConnection";

    /// <summary>The file of the desired state: .psd1 or .json.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file, without wildcards; this applies to a piped file, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP", "FullName")]
    public string? LiteralPath { get; set; }

    /// <summary>The connection, or its name, of the server that is as it should be.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByConnection)]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public MilvusConnection? ReferenceConnection { get; set; }

    /// <summary>Also writes an object with the action None for each object that is as it should be.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    private protected override object? Target => Path ?? LiteralPath ?? (object?)ReferenceConnection;

    /// <inheritdoc/>
    protected override void Process()
    {
        var planning = new StatePlanning(Client, Call, Database ?? Connected.Database);
        foreach (var change in (ParameterSetName == ByConnection ? PlanForReference(planning) : PlanForFile(planning)).Changes)
        {
            if (change.Action != DesiredStateAction.None || IncludeEqual)
            {
                WriteObject(Mark(change.ToChange(), Connected, change.Database));
            }
        }
    }

    private StatePlan PlanForFile(StatePlanning planning)
    {
        var file = LocalPaths.ResolveToReadOne(this, Path ?? LiteralPath!, ParameterSetName == ByLiteralPath);
        var desired = StateFile.Read(file);
        var problems = new StateProblems(file);
        var plan = Await((_, token) => planning.PlanFileAsync(desired, problems, token));
        problems.ThrowIfAny();
        return plan;
    }

    private StatePlan PlanForReference(StatePlanning planning)
    {
        var desired = ReadReference();
        return Await((_, token) => planning.PlanAsync(desired, token));
    }

    private StateObject ReadReference()
    {
        var reference = ReferenceConnection!.Resolve();
        var state = Await((call, token) => new PresentState(reference.Client, call, Database ?? reference.Database)
            .ReadAllAsync(Database, token));
        MarkComplete(state);
        return state;
    }

    // A server has all of its objects, so others are to be removed.
    private static void MarkComplete(StateObject state)
    {
        foreach (var key in state.Kind.Keys.Where(key => key.HasEntries && state.Has(key.Name)))
        {
            state.Complete.Add(key.Name);
            foreach (var item in state.GetItems(key.Name))
            {
                MarkComplete(item);
            }
        }
    }
}
