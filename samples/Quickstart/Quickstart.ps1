# What an administrator would type, on a portal that runs on this machine. Run it with: dotnet run --project samples/Quickstart
$ErrorActionPreference = 'Stop'
Import-Module $env:B24_MODULE

''
'--- Incoming webhook'
Connect-B24Webhook -Uri $env:B24_WEBHOOK
$bot = Register-B24Bot -Code quickstart -DisplayName 'Quickstart Bot' -WarningAction SilentlyContinue
"Registered $bot; the session keeps its id and a random token."

# A new bot is in no chat yet. This opens one with user 17.
$chat = Invoke-B24Method imbot.v2.Chat.add @{ botId = $bot.BotId; fields = @{ title = 'Quickstart'; userIds = @(17) } }
Send-B24BotMessage -DialogId $chat.chat.dialogId -Message '[b]Hello from PowerShell[/b]' | Format-Table
'one', 'two', 'three' | Send-B24BotMessage -DialogId $chat.chat.dialogId | Out-Null
Send-B24BotMessage -DialogId 17 -Message 'And this one is for you alone.' | Out-Null

'--- OAuth, with an access token that has expired'
$oauth = @{
    Domain              = $env:B24_DOMAIN
    ClientId            = $env:B24_CLIENT_ID
    ClientSecret        = $env:B24_CLIENT_SECRET
    AccessToken         = $env:B24_ACCESS_TOKEN
    RefreshToken        = $env:B24_REFRESH_TOKEN
    Scope               = $env:B24_SCOPE
    AuthorizationServer = $env:B24_DOMAIN
}
Connect-B24OAuth @oauth -Name oauth
Register-B24Bot -Code quickstart_oauth -DisplayName 'OAuth Bot' -Verbose | Out-Null
Send-B24BotMessage -DialogId 23 -Message 'Sent after the token was refreshed on the way.' | Out-Null
Get-B24Session | Format-Table
