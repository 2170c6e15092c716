using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Milvus.Completion;

/// <summary>Completes the names of objects of the cmdlet's noun: Remove-MilvusAlias completes aliases.</summary>
public sealed class NounNameCompleter : IArgumentCompleter
{
    private static readonly Dictionary<string, NameCompleter> _byNoun = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MilvusCollection"] = new CollectionNameCompleter(),
        ["MilvusPartition"] = new PartitionNameCompleter(),
        ["MilvusAlias"] = new AliasNameCompleter(),
        ["MilvusDatabase"] = new DatabaseNameCompleter(),
        ["MilvusIndex"] = new IndexNameCompleter(),
        ["MilvusField"] = new FieldNameCompleter(),
        ["MilvusFunction"] = new FunctionNameCompleter(),
        ["MilvusResourceGroup"] = new ResourceGroupNameCompleter(),
        ["MilvusUser"] = new UserNameCompleter(),
        ["MilvusRole"] = new RoleNameCompleter(),
        ["MilvusPrivilegeGroup"] = new PrivilegeGroupNameCompleter(),
        ["MilvusSnapshot"] = new SnapshotNameCompleter(),
        ["MilvusNamespace"] = new NamespaceNameCompleter(),
        ["MilvusRowPolicy"] = new RowPolicyNameCompleter(),
        ["MilvusFileResource"] = new FileResourceNameCompleter(),
    };

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        _byNoun.GetValueOrDefault(commandName[(commandName.IndexOf('-', StringComparison.Ordinal) + 1)..])
            ?.CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters) ?? [];
}
