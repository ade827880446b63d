using System.Text;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>A JSON document that is going to be sent, with at most one file in it that is read on the way.</summary>
internal sealed class JsonBody
{
    private JsonBody(byte[] head, Base64Content? content, byte[] tail)
    {
        Head = head;
        Content = content;
        Tail = tail;
    }

    /// <summary>What stands before the file; the whole document where there is none.</summary>
    public byte[] Head { get; }

    /// <summary>The file; null for none.</summary>
    public Base64Content? Content { get; }

    /// <summary>What stands behind the file.</summary>
    public byte[] Tail { get; }

    /// <summary>Bytes of the document.</summary>
    public long Length => Head.Length + (Content?.TextLength ?? 0) + Tail.Length;

    /// <summary>Writes a map, secrets included.</summary>
    public static JsonBody Create(JsonMap map)
    {
        byte[] document = JsonMapWriter.Write(map);
        if (map.Content is not { } content)
        {
            return new JsonBody(document, null, []);
        }

        byte[] placeholder = Encoding.ASCII.GetBytes(content.Placeholder);
        int start = document.AsSpan().IndexOf(placeholder);
        return new JsonBody(document.AsSpan(0, start).ToArray(), content, document.AsSpan(start + placeholder.Length).ToArray());
    }

    /// <summary>The document for a person: of a file only its size.</summary>
    public byte[] ToShown() => Content is null ? Head : [.. Head, .. Encoding.ASCII.GetBytes($"({Content.Length} bytes in Base64)"), .. Tail];
}
