# Commands of an administrator, run against a local portal. Start it with: dotnet run --project samples/Quickstart
$ErrorActionPreference = 'Stop'
Import-Module $env:B24_MODULE

''
"PowerShell $($PSVersionTable.PSVersion), module $((Get-Module Bitrix24.Imbot).Version)"

'--- Incoming webhook'
Connect-B24Webhook -Uri $env:B24_WEBHOOK
$bot = Register-B24Bot -Code quickstart -DisplayName 'Quickstart Bot' -WarningAction SilentlyContinue
"Registered $bot. The session keeps its ID and a random token."

# The new bot opens a chat with user 17.
$chat = New-B24BotChat -Title Quickstart -UserId 17
Send-B24BotMessage -DialogId $chat -Message '[b]Hello from PowerShell[/b]' | Format-Table
'one', 'two', 'three' | Send-B24BotMessage -DialogId $chat | Out-Null
Send-B24BotMessage -DialogId 17 -Message 'And this one is for you alone.' | Out-Null

'--- OAuth, with an expired access token'
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
Send-B24BotMessage -DialogId 23 -Message 'Sent after the token was refreshed.' | Out-Null
Get-B24Session -All | Format-Table
