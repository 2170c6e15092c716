using System.Collections;
using System.Management.Automation;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>
/// Converts objects that came from a job, a remote session or a file. PowerShell itself restores their type only if all properties can be
/// set. They have lost their connection, so they use the current one. A whole number becomes text, which PowerShell converts to the object
/// with that name or id.
/// </summary>
internal sealed class DeserializedTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// Whether the cmdlet uses the whole object, such as the fields of a schema: an object that has lost a part is then refused. Otherwise
    /// only its name and its plain values matter.
    /// </summary>
    public bool IsDefinition { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value is IList list ? list.Cast<object?>().Select(Restore).ToArray() : Restore(inputData);
    }

    private object? Restore(object? item)
    {
        if (EntityReader.Unwrap(item) is int or long)
        {
            return LanguagePrimitives.ConvertTo<string>(item);
        }

        if (item is not PSObject bag || DeserializedObject.FindType(bag) is not { } type)
        {
            return item;
        }

        var restored = DeserializedObject.Restore(bag, type, out var lost);
        return !IsDefinition || lost is null ? restored : throw new ArgumentTransformationMetadataException(
            $"The {type.Name} object has lost its {lost}: it was serialized with too few levels, as in the output of a job. "
                + "Export-Clixml -Depth 5 keeps all parts. In a job, return what ConvertTo-Json or Export-MilvusSchema makes of it.");
    }
}
