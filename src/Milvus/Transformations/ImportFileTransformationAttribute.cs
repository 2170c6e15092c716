using System.Management.Automation;

namespace Milvus.Transformations;

/// <summary>Converts piped files of this machine to the names under which a server on the same machine finds them.</summary>
internal sealed class ImportFileTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Deserialized = "Deserialized." + nameof(Milvus) + "." + nameof(ImportFile);

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value is object[] list ? Array.ConvertAll(list, Convert) : Convert(inputData);
    }

    private static object Convert(object item) => item switch
    {
        PSObject { BaseObject: FileInfo file } => new ImportFile(file),
        FileInfo file => new ImportFile(file),
        PSObject { TypeNames: [Deserialized, ..] } bag => new ImportFile { File = $"{bag.Properties[nameof(ImportFile.File)]?.Value}" },
        _ => item,
    };
}
