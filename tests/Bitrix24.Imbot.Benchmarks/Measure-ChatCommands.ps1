<#
.SYNOPSIS
    What functions as chat commands cost: the time that the module adds, other people while many are asked, and memory.
.DESCRIPTION
    The bot runs in a process of its own against the emulator. The time that the module adds is what lies between the answer that brings an event and the
    message that answers it, with a function that returns a text at once; it includes the way over HTTP on this machine.
#>
[CmdletBinding()]
param(
    [ValidateRange(10, 10000)] [int] $Calls = 60,

    [ValidateRange(1, 200)] [int] $Waiting = 50,

    # Calls between the two looks at the memory.
    [ValidateRange(0, 100000)] [int] $MemoryCalls = 300
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Bench.Functions.ps1')
$portal = Start-Portal '--self-hosted'
$state = Join-Path $work ([guid]::NewGuid().ToString('N'))
$script = @"
`$env:BITRIX24_IMBOT_STATE = '$state'
Import-Module '$modulePath'
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
function Get-Fast { 'fast' }
function Get-Asked { param([Parameter(Mandatory)] [string] `$Name) `$Name }
Start-B24Bot -Function Get-Fast, Get-Asked -Allow Everyone -Interval 1
"@
$start = New-Object System.Diagnostics.ProcessStartInfo
$start.FileName = $powershell
$start.Arguments = ((@($library | ForEach-Object { '"{0}"' -f $_ }) + '-NoProfile -NonInteractive -EncodedCommand') -join ' ') + ' ' + [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($script))
$start.UseShellExecute = $false
$bot = [System.Diagnostics.Process]::Start($start)

function Get-Request {
    param([string] $Method)
    @(Invoke-RestMethod -Uri "$($portal.controlUri)requests" | ForEach-Object { $_ } | Where-Object { $_.method -like $Method })
}

function Add-Post {
    param([string] $Text, [int] $UserId = 17)
    Invoke-Control $portal POST 'messages' @{ dialogId = '456'; text = $Text; userId = $UserId }
}

function Wait-Until {
    param([scriptblock] $Condition, [string] $What)
    $limit = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($limit.Elapsed.TotalSeconds -gt 120) { throw "It did not come to: $What" }
        Start-Sleep -Milliseconds 20
    }
}

function Get-Said {
    param([int] $UserId = 17)
    @(Invoke-RestMethod -Uri "$($portal.controlUri)chats/$UserId/messages?botId=456" | ForEach-Object { $_ } | Where-Object authorId -EQ 456)
}

function Measure-Call {
    # The time from the answer that brought the event to the message, in milliseconds.
    param([int] $UserId = 17)
    Invoke-RestMethod -Uri "$($portal.controlUri)requests" -Method Delete | Out-Null
    Add-Post '/get-fast' $UserId
    Wait-Until { (Get-Request 'imbot.v2.Chat.Message.send').Count -gt 0 } 'an answer'
    $sent = (Get-Request 'imbot.v2.Chat.Message.send')[0]
    $read = @(Get-Request 'imbot.v2.Event.get' | Where-Object { $_.sequence -lt $sent.sequence -and $_.answer -like '*get-fast*' })[0]
    ([datetimeoffset] $sent.time - [datetimeoffset] $read.time).TotalMilliseconds
}

function Get-Percentile {
    param([double[]] $Number, [double] $Part)
    $sorted = @($Number | Sort-Object)
    $sorted[[Math]::Min($sorted.Count - 1, [int] [Math]::Ceiling($sorted.Count * $Part) - 1)]
}

function Show-Times {
    param([string] $Name, [double[]] $Number)
    Write-Host ('{0}: {1} calls, median {2} ms, p95 {3} ms, longest {4} ms' -f $Name, $Number.Count, (Format-Number (Get-Median $Number) '0.0'), (Format-Number (Get-Percentile $Number 0.95) '0.0'), (Format-Number (($Number | Measure-Object -Maximum).Maximum) '0.0'))
}

function Get-Megabytes {
    $bot.Refresh()
    [Math]::Round($bot.WorkingSet64 / 1mb)
}

try {
    Wait-Until { (Get-Request 'imbot.v2.Event.get').Count -gt 1 } 'the bot'
    Add-Post 'hello'
    $null = 1..5 | ForEach-Object { Measure-Call }
    Show-Times 'The module adds' @(1..$Calls | ForEach-Object { Measure-Call })
    Write-Host "Memory: $(Get-Megabytes) MB"

    $users = @(1..$Waiting | ForEach-Object { (Invoke-RestMethod -Uri "$($portal.controlUri)users" -Method Post -Body @{ firstName = "Person$_"; lastName = 'Waiting' }).id })
    foreach ($user in $users) { Add-Post '/get-asked' $user }
    Wait-Until { @($users | Where-Object { (Get-Said $_).text -like 'Name?*' }).Count -eq $Waiting } "$Waiting questions"
    Write-Host "Memory with $Waiting questions: $(Get-Megabytes) MB"
    Show-Times "The module adds while $Waiting people are asked" @(1..([Math]::Max(10, [int] ($Calls / 3))) | ForEach-Object { Measure-Call })

    if ($MemoryCalls) {
        $before = Get-Megabytes
        Invoke-RestMethod -Uri "$($portal.controlUri)requests" -Method Delete | Out-Null
        $done = 0
        while ($done -lt $MemoryCalls) {
            # As many as the limit of 60 a minute for one person leaves.
            foreach ($user in $users) { if ($done -lt $MemoryCalls) { Add-Post '/get-fast' $user; $done++ } }
            Wait-Until { (Get-Request 'imbot.v2.Chat.Message.send').Count -ge $done } "$done answers"
        }

        Write-Host "Memory after $MemoryCalls more calls: $(Get-Megabytes) MB, before $before MB"
    }
}
finally {
    if (-not $bot.HasExited) { $bot.Kill() }
    Stop-Portal $portal
}
