using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Core.Tests.Authorization;

/// <summary>An authorization server whose answers the test defines.</summary>
internal sealed class FakeTokenServer : ITokenServerConnection
{
    public List<(Uri Address, Dictionary<string, string> Form)> Requests { get; } = [];

    public Func<int, Task<(int Status, string Body)>> Answer { get; set; } =
        number => Task.FromResult((200, Pair(number)));

    public static string Pair(int number) => $$"""
        {"access_token":"at-{{number}}","refresh_token":"rt-{{number}}","scope":"im,imbot","expires_in":3600,
         "client_endpoint":"https://portal.example.com/rest/","server_endpoint":"https://elsewhere.example.com/rest/","domain":"oauth.example.com"}
        """;

    public async Task<TokenServerAnswer> PostFormAsync(
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>> form,
        CancellationToken cancellation)
    {
        int number;
        lock (Requests)
        {
            Requests.Add((address, form.ToDictionary(pair => pair.Key, pair => pair.Value)));
            number = Requests.Count;
        }

        (int status, string body) = await Answer(number).WaitAsync(cancellation);
        return new TokenServerAnswer(status, JsonDocument.Parse(body).RootElement);
    }
}
