using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>The options of one open page.</summary>
/// <param name="UserId">The ID of the user of the page.</param>
/// <param name="DialogId">The dialog ID of the open dialog, from the user's view; empty if there is none.</param>
/// <param name="MessageCount">The number of the dialog's newest messages that the page shows.</param>
/// <param name="ShowsRequests">True if the page shows the requests.</param>
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
