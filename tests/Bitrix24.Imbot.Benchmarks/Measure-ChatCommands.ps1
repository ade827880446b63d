<#
.SYNOPSIS
    Measures functions as chat commands: the time that the module adds, the effect of open questions on other people, and memory.
.DESCRIPTION
    The bot runs in a separate process against the emulator, which posts its events, so the times contain no polling pause. The function returns the time at
    which it runs. The times before and after it include the emulator and HTTP on this machine. The script checks for the answer every few milliseconds.
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
$listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
$listener.Start()
$port = $listener.LocalEndpoint.Port
$listener.Stop()
$script = @"
`$env:BITRIX24_IMBOT_STATE = '$state'
Import-Module '$modulePath'
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
function Get-Fast { [System.Diagnostics.Stopwatch]::GetTimestamp() }
function Get-Asked { param([Parameter(Mandatory)] [string] `$Name) `$Name }
Set-B24Bot -EventMode webhook -WebhookUri 'http://127.0.0.1:$port/b24/' -WarningAction SilentlyContinue
Start-B24Bot -Function Get-Fast, Get-Asked -Allow Everyone -ListenUri 'http://127.0.0.1:$port/b24/'
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
    # The times before and after the function, in milliseconds.
    param([int] $UserId = 17)
    Invoke-RestMethod -Uri "$($portal.controlUri)requests" -Method Delete | Out-Null
    $perMillisecond = [System.Diagnostics.Stopwatch]::Frequency / 1000
    $start = [System.Diagnostics.Stopwatch]::GetTimestamp()
    Add-Post '/get-fast' $UserId
    $sent = $null
    while (-not $sent) { $sent = @(Get-Request 'imbot.v2.Chat.Message.send')[0] }
    $end = [System.Diagnostics.Stopwatch]::GetTimestamp()

    # People don't send the next command at once; meanwhile the bot prepares the next run.
    Start-Sleep -Milliseconds 500
    $run = [long] [regex]::Match($sent.body, '\[code\](\d+)').Groups[1].Value
    [pscustomobject]@{ Before = ($run - $start) / $perMillisecond; After = ($end - $run) / $perMillisecond; Whole = ($end - $start) / $perMillisecond }
}

function Get-Percentile {
    param([double[]] $Number, [double] $Part)
    $sorted = @($Number | Sort-Object)
    $sorted[[Math]::Min($sorted.Count - 1, [int] [Math]::Ceiling($sorted.Count * $Part) - 1)]
}

function Show-Times {
    param([string] $Name, [object[]] $Call)
    foreach ($part in 'Before', 'After', 'Whole') {
        $number = [double[]] @($Call.$part)
        Write-Host ('{0}, {1}: {2} calls, median {3} ms, p95 {4} ms, longest {5} ms' -f $Name, $part.ToLowerInvariant(), $number.Count, (Format-Number (Get-Median $number) '0.0'),
            (Format-Number (Get-Percentile $number 0.95) '0.0'), (Format-Number (($number | Measure-Object -Maximum).Maximum) '0.0'))
    }
}

function Get-Megabytes {
    $bot.Refresh()
    [Math]::Round($bot.WorkingSet64 / 1mb)
}

try {
    Wait-Until {
        $client = New-Object System.Net.Sockets.TcpClient
        try { $client.Connect('127.0.0.1', $port); $true } catch { $false } finally { $client.Dispose() }
    } 'the bot'
    Add-Post 'hello'
    # Many people, because one may send 60 commands a minute only.
    $others = @(1..30 | ForEach-Object { (Invoke-RestMethod -Uri "$($portal.controlUri)users" -Method Post -Body @{ firstName = "Person$_"; lastName = 'Calling' }).id })
    $users = @(1..$Waiting | ForEach-Object { (Invoke-RestMethod -Uri "$($portal.controlUri)users" -Method Post -Body @{ firstName = "Person$_"; lastName = 'Waiting' }).id })
    $null = 1..5 | ForEach-Object { Measure-Call }

    # .NET compiles code while it runs, so the first calls take longer.
    Show-Times 'In the first calls, the module adds' @(1..$Calls | ForEach-Object { Measure-Call $others[$_ % $others.Count] })
    Show-Times 'In later calls, the module adds' @(1..$Calls | ForEach-Object { Measure-Call $others[$_ % $others.Count] })
    Write-Host "Memory: $(Get-Megabytes) MB"

    foreach ($user in $users) { Add-Post '/get-asked' $user }
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    try {
        Wait-Until { @($users | Where-Object { (Get-Said $_).text -like 'Name?*' }).Count -eq $Waiting } "$Waiting questions"
    }
    catch {
        foreach ($user in $users) { if (-not ((Get-Said $user).text -like 'Name?*')) { Write-Host "User $user was told: $((Get-Said $user).text)" } }
        Invoke-RestMethod -Uri "$($portal.controlUri)deliveries" | ForEach-Object { $_ } | Group-Object status | ForEach-Object { Write-Host "$($_.Count) events were answered with status '$($_.Name)'." }
        throw
    }

    Write-Host ('{0} questions after {1} s' -f $Waiting, (Format-Number $watch.Elapsed.TotalSeconds '0.0'))
    Write-Host "Memory with $Waiting questions: $(Get-Megabytes) MB"
    Show-Times "While $Waiting people are asked, the module adds" @(1..([Math]::Max(10, [int] ($Calls / 3))) | ForEach-Object { Measure-Call $others[$_ % $others.Count] })

    if ($MemoryCalls) {
        $before = Get-Megabytes
        Invoke-RestMethod -Uri "$($portal.controlUri)requests" -Method Delete | Out-Null
        $done = 0
        while ($done -lt $MemoryCalls) {
            # As many as the limit of 60 a minute for one person leaves.
            foreach ($user in $users) { if ($done -lt $MemoryCalls) { Add-Post '/get-fast' $user; $done++ } }
            Wait-Until { (Get-Request 'imbot.v2.Chat.Message.send').Count -ge $done } "$done answers"
            if ($done % 300 -eq 0) { Write-Host "Memory after $done calls: $(Get-Megabytes) MB" }
        }

        Write-Host "Memory after $MemoryCalls more calls: $(Get-Megabytes) MB, before $before MB"
    }
}
finally {
    if (-not $bot.HasExited) { $bot.Kill() }
    Stop-Portal $portal
}
