using Bitrix24.Imbot.Emulator.Php;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>What one open page shows.</summary>
/// <param name="UserId">The user of the page.</param>
/// <param name="DialogId">The open dialog as that user names it; empty for none.</param>
/// <param name="MessageCount">How many of the dialog's newest messages the page shows.</param>
/// <param name="ShowsRequests">True when the page shows the requests.</param>
internal sealed record ViewOptions(int UserId, string DialogId, int MessageCount, bool ShowsRequests)
{
    private const int StandardCount = 100;
    private const int MaxCount = 5000;

    public static ViewOptions Read(IncomingRequest request)
    {
        FieldMap query = new(request.Query);
        return new ViewOptions(
            PhpValue.Integer(query["userId"]),
            query.Text("dialogId") ?? "",
            query.Has("count") ? Math.Clamp(PhpValue.Integer(query["count"]), 1, MaxCount) : StandardCount,
            query.Flag("requests", false));
    }
}
