extern alias core;

using Milvus.Embedded.Errors;
using ErrorId = core::Milvus.MilvusErrorId;

namespace Milvus.Embedded.Embedding;

/// <summary>Failures of embedders as statuses. Clients find the error id by the first words.</summary>
internal static class EmbedderFaults
{
    /// <summary>The error of a call without an embedder.</summary>
    public static MilvusError CreateMissing(string function, string field) => new(
        MilvusError.ParameterCode,
        $"no embedder: function {function} computes field {field} from texts, and the call has none. Connect-Milvus -Embedder adds one to "
            + "an embedded database, and --embedder-uri to Milvus.Server");

    /// <summary>The error of an embedder with another model than that of the function.</summary>
    public static MilvusError CreateMismatch(string reason) => new(MilvusError.ParameterCode, $"embedder mismatch: {reason}");

    /// <summary>The status of a failure of an embedder.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="note">What a timeout means for the call.</param>
    public static MilvusError Convert(core::Milvus.MilvusException failure, string note = "") => failure.ErrorId switch
    {
        ErrorId.EmbedderMismatch => CreateMismatch(failure.Message),
        ErrorId.Timeout => MilvusError.Unexpected($"embedder timed out: {failure.Message}{note}"),
        ErrorId.InvalidArgument => MilvusError.Parameter(failure.Message),
        _ => MilvusError.Unexpected($"embedder failed: {failure.Message}"),
    };
}
