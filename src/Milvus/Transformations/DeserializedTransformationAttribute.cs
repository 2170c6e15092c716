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
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value is object[] list ? Array.ConvertAll(list, Restore) : Restore(inputData);
    }

    // Only the exact type name is accepted, not a base type for a derived one.
    private static object Restore(object item)
    {
        const string Prefix = "Deserialized.";
        return EntityReader.Unwrap(item) is int or long ? LanguagePrimitives.ConvertTo<string>(item)
            : item is PSObject { TypeNames: [var name, ..] } bag
            && name.StartsWith(Prefix, StringComparison.Ordinal)
            && typeof(MilvusObject).Assembly.GetType(name[Prefix.Length..]) is { IsAbstract: false } type
            && type.IsSubclassOf(typeof(MilvusObject))
                ? Copy(bag, (MilvusObject)Activator.CreateInstance(type)!)
                : item;
    }

    // Copies plain values, which is all that cmdlets need. Nested objects such as schemas are lost in serialization.
    private static MilvusObject Copy(PSObject bag, MilvusObject item)
    {
        foreach (var property in item.GetType().GetProperties().Where(property => property.CanWrite && IsPlain(property.PropertyType)))
        {
            if (
                EntityReader.Unwrap(bag.Properties[property.Name]?.Value) is { } value
                && LanguagePrimitives.TryConvertTo(value, property.PropertyType, out var plain))
            {
                property.SetValue(item, plain);
            }
        }

        return item;
    }

    private static bool IsPlain(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return (type.IsArray && IsPlain(type.GetElementType()!))
            || inner.IsPrimitive
            || inner.IsEnum
            || inner == typeof(string)
            || inner == typeof(DateTime)
            || inner == typeof(TimeSpan);
    }
}
