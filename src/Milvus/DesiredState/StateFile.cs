using System.Text;
using Milvus.Files;

namespace Milvus.DesiredState;

/// <summary>Reads and writes files of the desired state: .psd1 or .json, by the extension of the name.</summary>
internal static class StateFile
{
    /// <summary>The version of the format.</summary>
    internal const int Version = 1;

    private const string Data = ".psd1";
    private const string Json = ".json";

    /// <summary>Refuses other extensions.</summary>
    /// <exception cref="MilvusException">The extension is neither .psd1 nor .json.</exception>
    internal static void CheckName(string file)
    {
        if (!IsData(file) && !IsJson(file))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument, $"'{file}' is neither a {Data} nor a {Json} file, so its format is unknown.")
            {
                RecommendedAction = $"Use a name that ends with {Data} or {Json}. YAML is not supported: PowerShell cannot read it.",
            };
        }
    }

    /// <summary>Reads a file, and checks all of it.</summary>
    /// <exception cref="MilvusException">It cannot be read, has errors, or is of a later version.</exception>
    internal static StateObject Read(string file)
    {
        CheckName(file);
        var text = LocalFiles.ReadText(file);
        var problems = new StateProblems(file);
        var data = IsData(file) ? PowerShellData.Read(text, file) : JsonData.Read(text, file, problems);
        var state = new StateParser(problems).Parse(StateKinds.File, data, string.Empty);
        if (state.FindNumber("version") is > Version and var version)
        {
            throw new MilvusException(
                MilvusErrorId.FormatTooNew,
                $"The file '{file}' has version {version} of the desired state, but this module reads versions up to {Version}.");
        }

        new StateChecks(problems).Check(state);
        problems.ThrowIfAny();
        return state;
    }

    /// <summary>The bytes of a file.</summary>
    internal static byte[] ToBytes(StateObject state, string file) =>
        Encoding.UTF8.GetBytes(IsData(file) ? DataWriter.Write(StateTrim.Trim(state)) : JsonWriter.Write(StateTrim.Trim(state)));

    private static bool IsData(string file) => HasExtension(file, Data);

    private static bool IsJson(string file) => HasExtension(file, Json);

    private static bool HasExtension(string file, string extension) =>
        Path.GetExtension(file).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
