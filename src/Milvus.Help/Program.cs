using Milvus.Help;

if (args.Length != 4)
{
    Console.Error.WriteLine("usage: Milvus.Help MODULE-ROOT DOC-COMMENTS.xml PROJECT-URL PAGES-URL");
    return 2;
}

var (root, comments) = (args[0], args[1]);
var help = Path.Combine(root, "en-US");
Directory.CreateDirectory(help);
var commands = ModuleReader.Read(Path.Combine(root, "bin", "Milvus.dll"), DocComments.Load(comments));
var privileges = PrivilegeTable.Load(Path.Combine(root, "docs", "privileges.tsv"));
var gaps = HelpChecks.Find(commands).Concat(HelpChecks.Find(commands, privileges)).ToList();
foreach (var gap in gaps)
{
    // The format that MSBuild reports as an error.
    Console.Error.WriteLine($"Milvus.Help : error HELP001: {gap}");
}

if (gaps.Count > 0)
{
    return 1;
}

MamlWriter.Write(Path.Combine(help, "Milvus.dll-Help.xml"), commands, privileges);
MarkdownPages.Write(Path.Combine(root, "docs", "cmdlets"), commands, privileges);
ManifestLinks.Write(Path.Combine(root, "Milvus.psd1"), args[2], args[3]);
AboutTopics.Write(Path.Combine(root, "docs", "about"), help, privileges);
return 0;
