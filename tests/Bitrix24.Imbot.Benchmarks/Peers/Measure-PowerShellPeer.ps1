# Measures one peer of the comparison in a separate PowerShell process, and prints one line of JSON. It contains milliseconds, cpu, and allocated for the warm
# process, and young, the milliseconds of the same work soon after the start.
# ASCII only, and syntax of Windows PowerShell 5.1.
[CmdletBinding()]
param(
    [ValidateSet('ModuleLoop', 'ModulePipeline', 'ModuleBatch', 'RestMethod', 'ModuleEvents', 'RestMethodEvents')]
    [string] $Peer,
    [string] $Uri,
    [string] $ControlUri,
    [int] $Count,
    # The amount of work before it counts as warm, as a multiple of the measured work.
    [int] $WarmUp = 10,
    # Messages go round so many dialogs.
    [int] $DialogCount = 1,
    [string] $ModulePath,
    [string] $RequestRate = 'Unlimited'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$dialogs = @(if ($DialogCount -le 1) { 'chat5' } else { 1..$DialogCount | ForEach-Object { "chat$(5000 + $_)" } })
if ($Peer -notlike 'RestMethod*') {
    Import-Module $ModulePath
    Connect-B24Webhook $Uri -BotId 456 -BotToken my_bot_token -RequestRate $RequestRate
    if ($DialogCount -gt 1) { $dialogs = @(1..$DialogCount | ForEach-Object { (New-B24BotChat -Title "Chat $_").DialogId }) }
}

$address = $Uri.TrimEnd('/') + '/imbot.v2.'

# Events wait before the clock starts: of a person's messages, 1.4 KB each as the portal sends them.
$prepare = if ($Peer -notlike '*Events') { { } } else {
    {
        param($n)
        $message = ConvertTo-Json -Compress -InputObject @{ userId = 17; botId = 456; text = 'word ' * 40; count = $n }
        $null = Invoke-RestMethod ($ControlUri + 'messages') -Method Post -Body $message -ContentType 'application/json'
    }
}

$work = @{
    ModuleLoop       = { param($n) foreach ($i in 1..$n) { $null = Send-B24BotMessage chat5 "message $i" } }
    ModulePipeline   = { param($n) 1..$n | ForEach-Object { "message $_" } | Send-B24BotMessage -DialogId chat5 | Out-Null }
    ModuleBatch      = {
        param($n)
        1..$n | ForEach-Object { [pscustomobject]@{ DialogId = $dialogs[$_ % $dialogs.Count]; Message = "message $_" } } |
            Send-B24BotMessage -AsBatch | Out-Null
    }
    RestMethod       = {
        param($n)
        $session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
        foreach ($i in 1..$n) {
            $body = ConvertTo-Json -Compress -InputObject @{
                botId = 456; dialogId = 'chat5'; botToken = 'my_bot_token'
                fields = @{ message = "message $i"; templateId = [guid]::NewGuid().ToString() }
            }
            $null = (Invoke-RestMethod ($address + 'Chat.Message.send') -Method Post -Body $body -ContentType 'application/json' -WebSession $session).result.id
        }
    }
    ModuleEvents     = {
        param($n)
        Watch-B24BotEvent -MaxEvents $n | ForEach-Object { $_.Message.Text } | Out-Null
    }
    RestMethodEvents = {
        param($n)
        $session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
        & {
            $offset = 1
            do {
                $body = ConvertTo-Json -Compress -InputObject @{ botId = 456; botToken = 'my_bot_token'; offset = $offset; limit = 1000 }
                $page = (Invoke-RestMethod ($address + 'Event.get') -Method Post -Body $body -ContentType 'application/json' -WebSession $session).result
                $page.events
                $offset = $page.nextOffset
            } while ($page.hasMore)
        } | ForEach-Object { $_.data.message.text } | Out-Null
    }
}[$Peer]

function Measure-Work {
    & $prepare $Count
    [GC]::Collect()
    $self = Get-Process -Id $PID
    $cpu = $self.TotalProcessorTime.TotalMilliseconds
    $allocated = Get-Allocated
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    & $work $Count
    $watch.Stop()
    $self.Refresh()
    [pscustomobject]@{
        Milliseconds = $watch.Elapsed.TotalMilliseconds
        Cpu          = $self.TotalProcessorTime.TotalMilliseconds - $cpu
        Allocated    = (Get-Allocated) - $allocated
    }
}

function Get-Allocated {
    # .NET Framework does not tell.
    if ($PSVersionTable.PSEdition -eq 'Core') { [GC]::GetTotalAllocatedBytes($true) } else { 0 }
}

if ($WarmUp -gt 0 -and $Peer -notlike '*Events') { & $work 200 }
$young = Measure-Work
for ($round = 1; $round -lt $WarmUp; $round++) {
    & $prepare $Count
    & $work $Count
}

$warm = if ($WarmUp -gt 0) { Measure-Work } else { $young }
$numbers = @($warm.Milliseconds, $warm.Cpu, $young.Milliseconds, $warm.Allocated) | ForEach-Object { ([double] $_).ToString('0.0', [cultureinfo]::InvariantCulture) }
if ($warm.Allocated) {
    '{{"milliseconds":{0},"cpu":{1},"young":{2},"allocated":{3}}}' -f $numbers
}
else {
    '{{"milliseconds":{0},"cpu":{1},"young":{2}}}' -f $numbers
}
