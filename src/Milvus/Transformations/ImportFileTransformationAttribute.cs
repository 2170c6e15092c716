using System.Management.Automation;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Converts piped files of this machine to the names under which a server on the same machine finds them.</summary>
internal sealed class ImportFileTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value is object[] list ? Array.ConvertAll(list, Convert) : Convert(inputData);
    }

    private static object Convert(object item) => item switch
    {
        PSObject { BaseObject: FileInfo file } => new ImportFile(file),
        FileInfo file => new ImportFile(file),
        PSObject bag when DeserializedObject.FindType(bag) == typeof(ImportFile) =>
            DeserializedObject.Restore(bag, typeof(ImportFile), out _),
        _ => item,
    };
}
