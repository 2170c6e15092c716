using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Adds a function to an existing collection, optionally with the field it computes and the index of this field.</summary>
/// <example>
/// <code>Add-MilvusFunction words (New-MilvusFunction bm25 BM25 -InputField gloss -OutputField terms) `
///     -Field (New-MilvusField terms SparseFloatVector) `
///     -IndexParameter (New-MilvusIndexParameter terms -IndexType SPARSE_INVERTED_INDEX -MetricType BM25)</code>
/// Adds full-text search over an existing field.
/// </example>
/// <example>
/// <code>Add-MilvusFunction words (New-MilvusFunction embed TextEmbedding -InputField gloss -OutputField vector `
///     -Parameter @{ provider = 'openai' })</code>
/// Adds a function that computes an existing field.
/// </example>
/// <example>
/// <code>Get-MilvusCollection docs* | Add-MilvusFunction -Function $function -WhatIf</code>
/// Shows to which collections it would be added.
/// </example>
[Cmdlet(VerbsCommon.Add, "MilvusFunction", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Add-MilvusFunction.md")]
[OutputType(typeof(Collection))]
public sealed class AddMilvusFunctionCommand : SchemaChangeCommand
{
    /// <summary>The function, as New-MilvusFunction returns it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [DeserializedTransformation(IsDefinition = true)]
    public Function Function { get; set; } = new();

    /// <summary>The field it computes, if it does not exist yet, as New-MilvusField returns it.</summary>
    [Parameter]
    [ValidateNotNull]
    [DeserializedTransformation(IsDefinition = true)]
    public Field? Field { get; set; }

    /// <summary>The index on this field, as New-MilvusIndexParameter defines it. It requires -Field.</summary>
    [Parameter]
    [ValidateNotNull]
    [DeserializedTransformation(IsDefinition = true)]
    public IndexParameter? IndexParameter { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Field is null != IndexParameter is null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "A new field needs an index, and the index needs a field: use -Field and -IndexParameter, or neither.");
        }

        if (Field is not null && (IndexParameter!.Field != Field.Name || !Function.OutputField.Contains(Field.Name)))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Function {Function.Name} computes {string.Join(", ", Function.OutputField)}, the field is {Field.Name}, and the "
                    + $"index is on {IndexParameter.Field}: they must be the same field.")
            { Field = Field.Name };
        }
    }

    private protected override void Change(string collection, Collection? item)
    {
        var client = GetClient(item);
        if (ShouldProcess($"{GetCollectionText(collection, item)} on {GetPlace(item)}", $"Add function {Function.Name} ({Function.Type})"))
        {
            Await((call, token) => client.AddFunctionAsync(call, collection, Function, Field, IndexParameter, token), GetCall(item));
            Show(collection, item);
        }
    }
}
