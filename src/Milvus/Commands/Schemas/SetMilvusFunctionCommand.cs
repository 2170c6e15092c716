using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Replaces the definition of a function of a collection.</summary>
/// <example>
/// <code>Set-MilvusFunction words (New-MilvusFunction embed TextEmbedding -InputField gloss -OutputField vector `
///     -Parameter @{ provider = 'openai'; model_name = 'text-embedding-3-large' })</code>
/// Uses another model for the function embed.
/// </example>
/// <example><code>Get-MilvusCollection docs* | Set-MilvusFunction -Function $function</code>The same in several collections.</example>
/// <example><code>Set-MilvusFunction words $function -PassThru</code>Shows the collection afterwards.</example>
[Cmdlet(VerbsCommon.Set, "MilvusFunction", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusFunction.md")]
[OutputType(typeof(Collection))]
public sealed class SetMilvusFunctionCommand : SchemaChangeCommand
{
    /// <summary>The new definition, as New-MilvusFunction returns it; its name selects the function.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [DeserializedTransformation(IsDefinition = true)]
    public Function Function { get; set; } = new();

    private protected override object? FindTarget(MilvusException failure, object? target) =>
        failure.ErrorId == MilvusErrorId.ObjectNotFound ? Function.Name : base.FindTarget(failure, target);

    private protected override void Change(string collection, Collection? item)
    {
        var client = GetClient(item);
        if (
            ShouldProcess(
                $"{GetCollectionText(collection, item)} on {GetPlace(item)}",
                $"Change function {Function.Name} ({Function.Type})"))
        {
            Await((call, token) => client.AlterFunctionAsync(call, collection, Function, token), GetCall(item));
            Show(collection, item);
        }
    }
}
