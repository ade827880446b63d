# How the time of a message and the memory grow with the number of messages in one pipeline: one line of JSON for each number.
# ASCII only, and syntax of Windows PowerShell 5.1.
[CmdletBinding()]
param(
    [string] $Uri,
    [int[]] $Counts = @(100, 1000, 10000, 100000),
    [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $ModulePath
Connect-B24Webhook $Uri -BotId 456 -BotToken my_bot_token -RequestRate Unlimited
$send = { param($n) 1..$n | ForEach-Object { "message $_" } | Send-B24BotMessage -DialogId chat5 | Out-Null }
& $send 10000

foreach ($count in $Counts) {
    # Short ones are done often enough to be timed.
    $times = [Math]::Max(1, [int] (10000 / $count))
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    foreach ($time in 1..$times) { & $send $count }
    $watch.Stop()
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    [GC]::Collect()
    $heap = [GC]::GetTotalMemory($true)
    '{{"count":{0},"microseconds":{1},"heap":{2}}}' -f $count,
        ($watch.Elapsed.TotalMilliseconds * 1000 / $times / $count).ToString('0.0', [cultureinfo]::InvariantCulture), $heap
}
