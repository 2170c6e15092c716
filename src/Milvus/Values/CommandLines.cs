using System.Text;

namespace Milvus.Values;

/// <summary>
/// Breaks a command into lines that PowerShell continues: after a bar, a comma or a semicolon, otherwise with a backtick.
/// </summary>
internal static class CommandLines
{
    private const string Indent = "    ";

    /// <summary>The command on lines of a width. A word that is longer stays whole, and text in quotes is never broken.</summary>
    internal static string Wrap(string command, int width)
    {
        var lines = new StringBuilder();
        var line = string.Empty;
        foreach (var word in Split(command))
        {
            // The mark of a continued line needs two characters.
            if (line.Trim().Length > 0 && line.Length + 1 + word.Length > width - 2)
            {
                lines.Append(line).Append(line[^1] is '|' or ',' or ';' ? string.Empty : " `").AppendLine();
                line = Indent + word;
            }
            else
            {
                line += line.Length == 0 ? word : " " + word;
            }
        }

        return lines.Append(line).ToString();
    }

    // The words between spaces outside of quotes.
    private static IEnumerable<string> Split(string command)
    {
        var start = 0;
        var quote = '\0';
        for (var i = 0; i < command.Length; i++)
        {
            var letter = command[i];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '\'' or '"')
            {
                quote = letter;
            }
            else if (letter == ' ')
            {
                if (i > start)
                {
                    yield return command[start..i];
                }

                start = i + 1;
            }
        }

        if (start < command.Length)
        {
            yield return command[start..];
        }
    }
}
