using System.Text;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>A JSON document to send, with at most one file that is read while it is sent.</summary>
/// <param name="head">The document before the file; the complete document if there is no file.</param>
/// <param name="content">The file; null if there is none.</param>
/// <param name="tail">The document after the file.</param>
internal sealed class JsonBody(byte[] head, Base64Content? content, byte[] tail)
{
    public byte[] Head => head;

    public Base64Content? Content => content;

    public byte[] Tail => tail;

    /// <summary>Size of the document in bytes.</summary>
    public long Length => Head.Length + (Content?.TextLength ?? 0) + Tail.Length;

    /// <summary>Writes a map, including its secrets.</summary>
    public static JsonBody Create(JsonMap map)
    {
        byte[] document = JsonMap.Write(map);
        if (map.Content is not { } content)
        {
            return new JsonBody(document, null, []);
        }

        byte[] placeholder = Encoding.ASCII.GetBytes(content.Placeholder);
        int start = document.AsSpan().IndexOf(placeholder);
        return new JsonBody(document.AsSpan(0, start).ToArray(), content, document.AsSpan(start + placeholder.Length).ToArray());
    }

    /// <summary>The document for display, with only the size of the file.</summary>
    public byte[] ToShown() => Content is null ? Head : [.. Head, .. Encoding.ASCII.GetBytes($"({Content.Length} bytes in Base64)"), .. Tail];
}
