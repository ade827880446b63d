using System.Text;
using System.Xml;
using Bitrix24.Imbot.Help.AboutTopics;
using Bitrix24.Imbot.Help.MamlWriting;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;
using Bitrix24.Imbot.Help.Refreshing;

namespace Bitrix24.Imbot.Help;

/// <summary>The actions of the tool.</summary>
public static class HelpBuild
{
    /// <summary>UTF-8 with a byte order mark. Windows PowerShell reads text files without the mark in the code page of the computer.</summary>
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Writes the help of all languages to subfolders of the module folder.</summary>
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
                MamlDocument.Create(cmdlets, sources.ReadPages(culture)).Save(writer);
            }

            foreach (string topic in sources.TopicFiles(culture))
            {
                string text = AboutTopic.Format(File.ReadAllText(topic));
                File.WriteAllText(Path.Combine(folder, Path.GetFileNameWithoutExtension(topic) + ".help.txt"), text, Utf8WithMark);
            }
        }
    }

    /// <summary>Updates the syntax and parameter data in the pages of the source language.</summary>
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
