# One peer of the comparison, in a PowerShell process of its own: sends messages and prints one line of JSON with the time that it took, warm.
# ASCII only, and syntax of Windows PowerShell 5.1.
[CmdletBinding()]
param(
    [ValidateSet('ModuleLoop', 'ModulePipeline', 'ModuleBatch', 'RestMethod')]
    [string] $Peer,
    [string] $Uri,
    [int] $Count,
    # Messages go round so many dialogs.
    [int] $DialogCount = 1,
    [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$dialogs = @(if ($DialogCount -le 1) { 'chat5' } else { 1..$DialogCount | ForEach-Object { "chat$(5000 + $_)" } })
if ($Peer -ne 'RestMethod') {
    Import-Module $ModulePath
    Connect-B24Webhook $Uri -BotId 456 -BotToken my_bot_token -RequestRate Unlimited
    if ($DialogCount -gt 1) { $dialogs = @(1..$DialogCount | ForEach-Object { (New-B24BotChat -Title "Chat $_").DialogId }) }
}

$address = $Uri.TrimEnd('/') + '/imbot.v2.Chat.Message.send'
$send = @{
    ModuleLoop     = { param($n) foreach ($i in 1..$n) { $null = Send-B24BotMessage chat5 "message $i" } }
    ModulePipeline = { param($n) 1..$n | ForEach-Object { "message $_" } | Send-B24BotMessage -DialogId chat5 | Out-Null }
    ModuleBatch    = {
        param($n)
        1..$n | ForEach-Object { [pscustomobject]@{ DialogId = $dialogs[$_ % $dialogs.Count]; Message = "message $_" } } |
            Send-B24BotMessage -AsBatch | Out-Null
    }
    RestMethod     = {
        param($n)
        $session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
        foreach ($i in 1..$n) {
            $body = ConvertTo-Json -Compress -InputObject @{
                botId = 456; dialogId = 'chat5'; botToken = 'my_bot_token'
                fields = @{ message = "message $i"; templateId = [guid]::NewGuid().ToString() }
            }
            $null = (Invoke-RestMethod $address -Method Post -Body $body -ContentType 'application/json' -WebSession $session).result.id
        }
    }
}[$Peer]

& $send 200
[GC]::Collect()
$self = Get-Process -Id $PID
$cpu = $self.TotalProcessorTime.TotalMilliseconds
$watch = [System.Diagnostics.Stopwatch]::StartNew()
& $send $Count
$watch.Stop()
$self.Refresh()
$numbers = @($watch.Elapsed.TotalMilliseconds, ($self.TotalProcessorTime.TotalMilliseconds - $cpu)) |
    ForEach-Object { $_.ToString('0.0', [cultureinfo]::InvariantCulture) }
'{{"milliseconds":{0},"cpu":{1}}}' -f $numbers
