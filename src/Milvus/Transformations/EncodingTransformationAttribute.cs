using System.Globalization;
using System.Management.Automation;
using System.Text;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Converts encodings also where PowerShell calls no constructors, in constrained language.</summary>
internal sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return PlainObject.Of(inputData) switch
            {
                null => null,
                TextEncoding encoding => encoding,
                Encoding encoding => new TextEncoding(encoding),
                var name => new TextEncoding(Convert.ToString(name, CultureInfo.InvariantCulture) ?? string.Empty),
            };
        }
        catch (ArgumentException failure)
        {
            throw new ArgumentTransformationMetadataException(failure.Message.Split(" (Parameter '")[0], failure);
        }
    }
}
