using System.Text;
using System.Xml;
using Bitrix24.Imbot.Help.AboutTopics;
using Bitrix24.Imbot.Help.MamlWriting;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;
using Bitrix24.Imbot.Help.Refreshing;

namespace Bitrix24.Imbot.Help;

/// <summary>What the tool does.</summary>
public static class HelpBuild
{
    /// <summary>With a mark at the beginning: Windows PowerShell reads text files without one in the machine's code page.</summary>
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Lays the help of all languages into folders beside the module.</summary>
    public static void Build(string assemblyPath, string sourceFolder, string outputFolder)
    {
        IReadOnlyList<CmdletMetadata> cmdlets = CmdletReader.Read(assemblyPath);
        HelpFolder sources = new(sourceFolder);
        foreach (string culture in sources.Cultures)
        {
            string folder = Directory.CreateDirectory(Path.Combine(outputFolder, culture)).FullName;
            string maml = Path.Combine(folder, Path.GetFileName(assemblyPath) + "-Help.xml");
            using (XmlWriter writer = XmlWriter.Create(maml, new XmlWriterSettings { Encoding = Utf8WithMark, Indent = true, NewLineChars = "\n" }))
            {
                MamlDocument.Of(cmdlets, sources.ReadPages(culture)).Save(writer);
            }

            foreach (string topic in sources.TopicFiles(culture))
            {
                string text = AboutTopic.Of(File.ReadAllText(topic));
                File.WriteAllText(Path.Combine(folder, Path.GetFileNameWithoutExtension(topic) + ".help.txt"), text, Utf8WithMark);
            }
        }
    }

    /// <summary>Brings syntax and parameter data in the pages of the source language up to date.</summary>
    public static void Refresh(string assemblyPath, string sourceFolder)
    {
        Dictionary<string, CmdletMetadata> cmdlets = CmdletReader.Read(assemblyPath).ToDictionary(cmdlet => cmdlet.Name);
        foreach (string file in new HelpFolder(sourceFolder).CmdletFiles(HelpFolder.SourceCulture))
        {
            if (cmdlets.TryGetValue(Path.GetFileNameWithoutExtension(file), out CmdletMetadata? cmdlet))
            {
                File.WriteAllText(file, PageRefresher.Refresh(File.ReadAllText(file), cmdlet));
            }
        }
    }
}
