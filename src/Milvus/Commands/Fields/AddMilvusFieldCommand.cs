using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Adds fields to an existing collection. Existing rows get null, or the default value.</summary>
/// <example>
/// <code>Add-MilvusField words (New-MilvusField source VarChar -MaxLength 100 -Nullable)</code>
/// Adds a nullable text field.
/// </example>
/// <example>
/// <code>Add-MilvusField words (New-MilvusField year Int64 -Nullable -DefaultValue 2026)</code>
/// Adds a number field with a default value.
/// </example>
/// <example>
/// <code>Get-MilvusCollection docs* | Add-MilvusField -Field (New-MilvusField source VarChar -MaxLength 100 -Nullable) -PassThru</code>
/// Adds the field to several collections and shows them.
/// </example>
[Cmdlet(VerbsCommon.Add, "MilvusField", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Add-MilvusField.md")]
[OutputType(typeof(Collection))]
public sealed class AddMilvusFieldCommand : SchemaChangeCommand
{
    /// <summary>The fields, as New-MilvusField returns them. A vector or an array of structs must be nullable.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [DeserializedTransformation(IsDefinition = true)]
    public Field[] Field { get; set; } = [];

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Field.FirstOrDefault(field =>
                !field.Nullable && (field.Type >= DataType.BinaryVector || field.ElementType == DataType.Struct)
            ) is
            { } field)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Field {field.Name} is {field.Type}: to add it to existing rows, it must be -Nullable.")
            {
                Field = field.Name,
            };
        }
    }

    private protected override void Change(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        foreach (var field in Field)
        {
            if (ShouldProcess($"{GetCollectionText(collection, item)} on {GetPlace(item)}", $"Add field {field.Name} ({field.Type})"))
            {
                Await((call, token) => client.AddFieldAsync(call, collection, field, token), context);
            }
        }

        Show(collection, item);
    }
}
