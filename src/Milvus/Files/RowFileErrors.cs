using Milvus.Formats;
using Milvus.Formats.Text;

namespace Milvus.Files;

/// <summary>Turns errors of file formats into those of cmdlets.</summary>
internal static class RowFileErrors
{
    /// <summary>The advice for what is wrong with the content of a file.</summary>
    internal const string RowAdvice = "Correct the file at this place, and import what is missing.";

    /// <summary>The error of a cmdlet, with the line if the format knows it.</summary>
    internal static MilvusException ToMilvusException(this RowFileException failure) =>
        new(MilvusErrorId.InvalidArgument, failure.Message, failure)
        {
            RecommendedAction = failure.Fault switch
            {
                RowFileFault.Encoding => "Specify the encoding of the file, for example -Encoding latin1 or -Encoding windows-1252.",

                // Only files of text have lines, which a person can correct.
                _ when failure.Line is not null => RowAdvice,
                RowFileFault.NotRows or RowFileFault.NoRows => "Get-Help about_Milvus_ImportExport describes the files of each format.",
                _ => "The file may be damaged: copy it again from its source, or write it again.",
            },
        };

    /// <summary>Refuses a record of a CSV file with invalid bytes.</summary>
    /// <exception cref="MilvusException">It has some.</exception>
    internal static void Check(this TextDecoding text, IEnumerable<string?> fields)
    {
        try
        {
            foreach (var field in fields)
            {
                text.Check(field);
            }
        }
        catch (RowFileException failure)
        {
            throw failure.ToMilvusException();
        }
    }
}
