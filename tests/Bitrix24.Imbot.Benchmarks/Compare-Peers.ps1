<#
.SYNOPSIS
Compares this module with other clients that do the same work against the same emulator, and writes docs/performance.md.

.DESCRIPTION
Run it by ./build.ps1 -Task Bench, which builds what it needs. Each client runs in a separate process and measures its own time. Rounds are interleaved, so that a busy machine slows down all clients in
the same way. Medians count. Clients that are not installed on this machine are omitted, and the page says so.
ASCII only, and syntax of Windows PowerShell 5.1.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100)]
    [int] $RoundCount = 5,

    # Messages that are sent one by one.
    [ValidateRange(10, 1000000)]
    [int] $Count = 2000,

    # Messages that are sent in batches.
    [ValidateRange(50, 1000000)]
    [int] $BatchCount = 5000,

    # Added to each answer of a batch.
    [ValidateRange(0, 10000)]
    [int] $LatencyMilliseconds = 50,

    # A hundred dialogs: messages of one dialog keep their order, so that one dialog's batches follow each other.
    [ValidateRange(1, 1000)]
    [int] $DialogCount = 100,

    # Events that wait in the queue.
    [ValidateRange(1000, 100000)]
    [int] $EventCount = 10000,

    # Bytes of a file that is sent and saved.
    [long] $FileSize = 100MB - 1,

    # Fresh processes of each kind that import a module.
    [ValidateRange(1, 1000)]
    [int] $ImportCount = 25,

    # What is measured.
    [ValidateSet('Sends', 'Batches', 'Bucket', 'Events', 'Growth', 'Files', 'Import', 'Core')]
    [string[]] $Section = @('Sends', 'Batches', 'Bucket', 'Events', 'Growth', 'Files', 'Import', 'Core'),

    [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Version 2.0
. (Join-Path $PSScriptRoot 'Bench.Functions.ps1')
if (-not $OutputPath) { $OutputPath = Join-Path $repository 'docs/performance.md' }
$leftOut = New-Object System.Collections.Generic.List[string]
$sdkVersion = '2.2.0'
$sdkName = "Official JavaScript SDK $sdkVersion"

# Uses one process and one connection for all requests. The bodies are written before the clock starts.
function Invoke-Curl {
    param($Portal)
    $config = Join-Path $work 'curl.txt'
    $sink = if ($env:OS -eq 'Windows_NT') { 'NUL' } else { '/dev/null' }
    $address = $Portal.webhookUri.TrimEnd('/') + '/imbot.v2.Chat.Message.send'
    $requests = foreach ($number in 1..$Count) {
        $body = '{\"botId\":456,\"dialogId\":\"chat5\",\"fields\":{\"message\":\"message ' + $number + '\",\"templateId\":\"' + [guid]::NewGuid() + '\"},\"botToken\":\"my_bot_token\"}'
        "url = `"$address`"`nheader = `"Content-Type: application/json`"`ndata = `"$body`"`noutput = `"$sink`"`nsilent`nfail"
    }

    [System.IO.File]::WriteAllText($config, ($requests -join "`nnext`n"))
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    & $curl --config $config
    if ($LASTEXITCODE -ne 0) { throw "curl ended with exit code $LASTEXITCODE." }
    [pscustomobject]@{ milliseconds = $watch.Elapsed.TotalMilliseconds }
}

function Find-Program {
    param([string] $Name)
    Get-Command $Name -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1 -ExpandProperty Source
}

# Returns the folder that contains the SDK, or nothing if the SDK can't be installed.
function Install-Sdk {
    $npm = Find-Program npm
    if (-not $node -or -not $npm) {
        $leftOut.Add('The official JavaScript SDK: Node or npm is not installed on this machine.')
        return
    }

    $folder = Join-Path $work 'javascript-sdk'
    & $npm install --silent --no-audit --no-fund --ignore-scripts --prefix $folder "@bitrix24/b24jssdk@$sdkVersion" | Out-Null
    if ($LASTEXITCODE -eq 0) { $folder } else { $leftOut.Add('The official JavaScript SDK: npm could not install it.') }
}

function Invoke-Sdk {
    param($Portal, [int] $Count, [string] $How)
    Invoke-Program sdk $node @((Join-Path $PSScriptRoot 'Peers/javascript-sdk.mjs'), $sdkFolder, $Portal.webhookUri, $Count, $How)
}

function Measure-Sends {
    Measure-SendsTo $portal "$Count messages one by one"
    $plainPortal = Start-Portal '--self-hosted'
    try { Measure-SendsTo $plainPortal "The same over plain http, which only an emulator on this machine accepts" } finally { Stop-Portal $plainPortal }
}

function Measure-SendsTo {
    param($Portal, [string] $Title)
    $floor = 'Plain HttpClient in C# (the baseline)'
    $peers = [ordered]@{
        $floor                                    = { Invoke-Program floor dotnet @($benchmarks, 'floor', $Portal.webhookUri, $Count) }
        'Core of this module in C#'               = { Invoke-Program core dotnet @($benchmarks, 'core', $Portal.webhookUri, $Count) }
        'Send-B24BotMessage in a pipeline'        = { Invoke-PowerShellPeer $Portal ModulePipeline $Count }
        'Send-B24BotMessage in a loop'            = { Invoke-PowerShellPeer $Portal ModuleLoop $Count }
        'Invoke-RestMethod -WebSession in a loop' = { Invoke-PowerShellPeer $Portal RestMethod $Count }
    }
    if ($curl) { $peers['curl, one process, one connection'] = { Invoke-Curl $Portal } } else { if ($leftOut -notcontains 'curl: not installed on this machine.') { $leftOut.Add('curl: not installed on this machine.') } }
    if ($sdkFolder) { $peers["$sdkName, one call after another"] = { Invoke-Sdk $Portal $Count 'one' } }
    ''
    "## $Title"
    ''
    ConvertTo-Table @(Measure-Peers $Portal $peers $RoundCount) $Count $floor
}

function Measure-Batches {
    $own = 'Send-B24BotMessage -AsBatch'
    $peers = [ordered]@{
        $own = { Invoke-PowerShellPeer $portal ModuleBatch $BatchCount @{ DialogCount = $DialogCount } }
        "$own at its best, after 20 times the work" = { Invoke-PowerShellPeer $portal ModuleBatch $BatchCount @{ DialogCount = $DialogCount; WarmUp = 20 } }
    }
    if ($sdkFolder) { $peers["$sdkName, one batch after another"] = { Invoke-Sdk $portal $BatchCount 'batch' } }
    $rows = @(Measure-Peers $portal $peers $RoundCount $LatencyMilliseconds)
    $server = @(Measure-Peers $portal ([ordered]@{ 'the portal by itself' = { Invoke-Program batches dotnet @($benchmarks, 'batches', $portal.webhookUri, $BatchCount) } }) $RoundCount)[0]
    $least = 2 * $LatencyMilliseconds + $server.milliseconds
    ''
    "## $BatchCount messages over $DialogCount chats in batches of 50, $LatencyMilliseconds ms added to each answer"
    ''
    ConvertTo-Table $rows $BatchCount $own
    ''
    'The emulator takes {0} ms for the same batches when a C# client sends them without latency and doesn''t read the answers. With two round trips, that is {1} ms. The cmdlet takes {2} times as long, and {3} times at its best.' -f
        (Format-Number $server.milliseconds), (Format-Number $least), (Format-Number ($rows[0].milliseconds / $least) '0.00'), (Format-Number ($rows[1].milliseconds / $least) '0.00')
}

function Measure-Bucket {
    $limited = Start-Portal '--rate-limit'
    try {
        $peers = [ordered]@{
            'Send-B24BotMessage -AsBatch' = { Invoke-PowerShellPeer $limited ModuleBatch $BatchCount @{ WarmUp = 0; RequestRate = 'Standard' } }
        }
        $row = @(Measure-Peers $limited $peers ([Math]::Min($RoundCount, 3)))[0]
    }
    finally {
        Stop-Portal $limited
    }

    ''
    "## $BatchCount messages into one chat of a portal with the Standard limit (50 requests, 2 a second)"
    ''
    '`Send-B24BotMessage -AsBatch`: {0} s in a new process, and no request failed permanently. With one request for each message, it would take at least {1} minutes.' -f
        (Format-Number ($row.milliseconds / 1000) '0.0'), (Format-Number (($BatchCount - 50) / 2 / 60))
}

function Measure-Events {
    $own = 'Watch-B24BotEvent, ForEach-Object'
    $peers = [ordered]@{
        $own                                                     = { Invoke-PowerShellPeer $portal ModuleEvents $EventCount @{ WarmUp = 5 } }
        'Invoke-RestMethod -WebSession in a loop, ForEach-Object' = { Invoke-PowerShellPeer $portal RestMethodEvents $EventCount @{ WarmUp = 5 } }
    }
    ''
    "## $EventCount events in the queue, in pages of 1,000"
    ''
    ConvertTo-Table @(Measure-Peers $portal $peers $RoundCount) $EventCount $own 'event'
    ''
    'After each event, the module writes to a file that the event was handled, so that a bot that is killed doesn''t handle it again.'
}

function Measure-Growth {
    Invoke-Control $portal POST 'reset' @{}
    ''
    '## Growth: messages one by one in one pipeline and one process'
    ''
    '| Messages | Microseconds per message | Memory in use afterwards, MB |'
    '| ---: | ---: | ---: |'
    Invoke-PowerShellProgram growth @('-File', (Join-Path $PSScriptRoot 'Peers/Measure-Growth.ps1'), '-Uri', $portal.webhookUri, '-ModulePath', $modulePath) |
        ForEach-Object { '| {0} | {1} | {2} |' -f $_.count, (Format-Number $_.microseconds), (Format-Number ($_.heap / 1MB) '0.0') }
}

function Measure-Files {
    Invoke-Control $portal POST 'reset' @{}
    $runs = @(foreach ($round in 1..$RoundCount) {
            Invoke-PowerShellProgram files @(
                '-File', (Join-Path $PSScriptRoot 'Peers/Measure-Files.ps1'),
                '-Uri', $portal.webhookUri, '-ModulePath', $modulePath, '-Size', $FileSize, '-Folder', $work)
            Invoke-Control $portal POST 'reset' @{}
        })
    ''
    '## A file of {0} MB' -f (Format-Number ($FileSize / 1MB))
    ''
    '| Operation | Median, ms | Peak memory above idle, median, MB |'
    '| --- | ---: | ---: |'
    foreach ($direction in 'sent', 'saved') {
        $operation = @{ sent = 'Send'; saved = 'Save' }[$direction]
        $own = @($runs | Where-Object { $_.direction -eq $direction })
        '| {0} | {1} | {2} |' -f $operation, (Format-Number (Get-Median $own.milliseconds)), (Format-Number ((Get-Median $own.over) / 1MB) '0.0')
    }
}

# Creates a module with one cmdlet, to show which part of the time this module causes.
function New-SmallModule {
    $folder = Join-Path $work 'OneCmdlet'
    $manifest = Join-Path $folder 'OneCmdlet.psd1'
    if (-not (Test-Path $manifest)) {
        $null = New-Item -ItemType Directory -Path $folder -Force
        $code = 'using System.Management.Automation; [Cmdlet("Get", "One")] public class GetOneCommand : PSCmdlet { protected override void ProcessRecord() { WriteObject(1); } }'
        Add-Type -TypeDefinition $code -OutputAssembly (Join-Path $folder 'OneCmdlet.dll')
        New-ModuleManifest -Path $manifest -RootModule OneCmdlet.dll -CmdletsToExport Get-One -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @()
    }

    $manifest
}

function Measure-Import {
    $modules = [ordered]@{ 'a module with one cmdlet' = New-SmallModule; 'this module' = $modulePath }
    $states = [ordered]@{
        'In a process that has just started' = ''
        'After output was displayed'         = '$null = Get-Process -Id $PID | Out-String; '
    }
    $times = @{}
    $kinds = @(foreach ($state in $states.Keys) { foreach ($module in $modules.Keys) { @{ State = $state; Module = $module } } })
    foreach ($round in 1..$ImportCount) {
        # In random order, because a process is slower after some kinds than after others.
        foreach ($kind in $kinds | Get-Random -Count $kinds.Count) {
            $command = $states[$kind.State] + '$w = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module ''{0}''; $w.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)' -f $modules[$kind.Module]
            $key = "$($kind.State)/$($kind.Module)"
            if (-not $times.ContainsKey($key)) { $times[$key] = New-Object System.Collections.Generic.List[double] }
            $times[$key].Add([double] (Invoke-PowerShellProgram import @('-Command', $command)))
        }
    }

    ''
    "## Import, $ImportCount new processes of each kind"
    ''
    '| Import-Module | A module with one cmdlet, median, ms | This module, median, ms | Difference | Difference of the shortest times |'
    '| --- | ---: | ---: | ---: | ---: |'
    foreach ($state in $states.Keys) {
        $small = $times["$state/a module with one cmdlet"]
        $own = $times["$state/this module"]
        '| {0} | {1} | {2} | {3} | {4} |' -f $state, (Format-Number (Get-Median $small) '0.0'), (Format-Number (Get-Median $own) '0.0'),
            (Format-Number ((Get-Median $own) - (Get-Median $small)) '0.0'),
            (Format-Number (($own | Measure-Object -Minimum).Minimum - ($small | Measure-Object -Minimum).Minimum) '0.0')
    }
}

# Measures Core without network and PowerShell, with BenchmarkDotNet.
function Measure-Core {
    $results = Join-Path $work 'dotnet'
    $log = @(& dotnet $benchmarks --filter '*' --job short --inProcess --artifacts $results)
    if ($LASTEXITCODE -ne 0) { throw "BenchmarkDotNet ended with exit code ${LASTEXITCODE}: $($log | Select-Object -Last 5)" }
    ''
    '## Core without network and PowerShell (BenchmarkDotNet)'
    foreach ($report in @(Get-ChildItem -Path (Join-Path $results 'results/*-report-github.md') | Sort-Object -Property Name)) {
        ''
        '### {0}' -f ($report.Name -replace '^.*\.(\w+)Benchmarks-report.*$', '$1')
        ''
        Get-Content -LiteralPath $report.FullName -Encoding UTF8 | Where-Object { $_.StartsWith('|') } | ForEach-Object { $_.Replace('**', '').TrimEnd() }
    }
}

$curl = Find-Program curl
$node = Find-Program node
$sdkFolder = if ($Section -contains 'Sends' -or $Section -contains 'Batches') { Install-Sdk }
$portal = Start-HttpsPortal
try {
    $text = @(
        '# Performance'
        ''
        '`./build.ps1 -Task Bench` generates this page, so don''t edit it. It compares the module with other clients that do the same work:'
        ''
        '* All clients use https, with a certificate that they trust, and the emulator on the same machine. One section uses plain http. Request limits are off unless a section says otherwise. Each message has an idempotency key.'
        '* Each client runs in a separate process. It is timed warm, after ten times the work (five times for events and for the batches of the SDK). The time soon after the start, when the runtime still compiles, is shown separately.'
        '* Rounds are interleaved.'
        ''
        'Ratios are more meaningful than times: the emulator shares the processor with the clients, and a real portal is reached over a network.'
        ''
        'Earlier versions of this page measured only plain http. Some code existed only for that: connections that were opened with blocking calls, calls that kept the waiting thread, and a cached address.'
        'This code was removed. Over https it saved little, and people who use the module don''t notice it.'
        ''
        'Medians of {0} rounds; PowerShell {1}, {2} logical processors.' -f $RoundCount, $PSVersionTable.PSVersion, [Environment]::ProcessorCount
        foreach ($name in $Section) { & "Measure-$name" }
        if ($leftOut.Count) {
            ''
            'Not measured:'
            ''
            foreach ($line in $leftOut) { "* $line" }
        }
    )
    [System.IO.File]::WriteAllText($OutputPath, ($text -join "`n") + "`n")
    Write-Host ''
    $text | ForEach-Object { Write-Host $_ }
}
finally {
    Stop-Portal $portal
}
