using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Milvus.Client.ObjectStores;

/// <summary>The documents of object stores.</summary>
internal static class StoreXml
{
    private static readonly XNamespace _s3 = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>The text of an element; null if the document does not have it.</summary>
    internal static string? Find(string body, string name)
    {
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(body),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
        }
        catch (XmlException)
        {
            // The caller reports that the answer is not that of an object store.
            return null;
        }
    }

    /// <summary>The body that completes an upload to S3.</summary>
    internal static string WriteParts(IReadOnlyList<string> tags) =>
        new XElement(
            _s3 + "CompleteMultipartUpload",
            tags.Select(
                (tag, i) => new XElement(
                    _s3 + "Part",
                    new XElement(_s3 + "PartNumber", (i + 1).ToString(CultureInfo.InvariantCulture)),
                    new XElement(_s3 + "ETag", tag))))
        .ToString(SaveOptions.DisableFormatting);

    /// <summary>The body that completes a blob.</summary>
    internal static string WriteBlocks(IReadOnlyList<string> ids) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        + new XElement("BlockList", ids.Select(id => new XElement("Latest", id))).ToString(SaveOptions.DisableFormatting);

    /// <summary>The error for an answer that is not the expected document.</summary>
    internal static MilvusException CreateError(string what, string place) =>
        new(MilvusErrorId.ProtocolError, $"{what} failed: the answer of {place} is not that of an object store.")
        {
            RecommendedAction = "Check -Endpoint: it is the address of the store's interface for programs, not of its web console.",
        };
}
