namespace Milvus.Formats.Reading;

/// <summary>A column of vectors.</summary>
/// <param name="Place">Its place in a row.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="Field">The field that it fills.</param>
internal sealed record CheckedVector(int Place, string Name, Field Field);
