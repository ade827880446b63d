<#
.SYNOPSIS
Measures this module side by side with other ways to send the same messages to the same emulated portal, and writes docs/performance.md.

.DESCRIPTION
Run it by ./build.ps1 -Task Bench, which builds what it needs. Each peer runs in a process of its own and times itself, warm; rounds are interleaved, so that a busy
machine slows all peers down alike; medians count. Peers that are not on this machine are left out, with a line that says so.
ASCII only, and syntax of Windows PowerShell 5.1.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100)]
    [int] $RoundCount = 5,

    # Messages that are sent one by one.
    [ValidateRange(10, 1000000)]
    [int] $Count = 2000,

    # Messages that are sent in batches, with 50 ms added to each answer.
    [ValidateRange(50, 1000000)]
    [int] $BatchCount = 5000,

    [ValidateRange(0, 10000)]
    [int] $LatencyMilliseconds = 50,

    # A hundred dialogs: messages of one dialog keep their order, so that one dialog's batches follow each other.
    [ValidateRange(1, 1000)]
    [int] $DialogCount = 100,

    [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Version 2.0
$repository = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))
if (-not $OutputPath) { $OutputPath = Join-Path $repository 'docs/performance.md' }
$work = Join-Path $repository 'out/bench'
$null = New-Item -ItemType Directory -Path $work -Force
$emulator = Join-Path $repository 'src/Bitrix24.Imbot.Emulator/bin/Release/net10.0/Bitrix24.Imbot.Emulator.dll'
$benchmarks = Join-Path $PSScriptRoot 'bin/Release/net10.0/Bitrix24.Imbot.Benchmarks.dll'
$modulePath = Join-Path $repository 'Bitrix24.Imbot.psd1'
$powershell = (Get-Process -Id $PID).Path
$leftOut = New-Object System.Collections.Generic.List[string]

function Start-Portal {
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = 'dotnet'
    $start.Arguments = '"{0}" --json --self-hosted --parent-pid {1}' -f $emulator, $PID
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if (-not $line) { throw "The emulator $emulator did not start." }
    ConvertFrom-Json -InputObject $line | Add-Member -NotePropertyName Process -NotePropertyValue $process -PassThru
}

function Invoke-Control {
    param([string] $Method, [string] $Path, $Body)
    $json = ConvertTo-Json -InputObject $Body -Depth 5 -Compress
    $null = Invoke-RestMethod -Uri ($portal.controlUri + $Path) -Method $Method -Body $json -ContentType 'application/json'
}

# One run of one peer: its own line of JSON.
function Invoke-Peer {
    param([string] $Name, [string] $Program, [object[]] $ArgumentList)
    $lines = @(& $Program @ArgumentList)
    if ($LASTEXITCODE -ne 0) { throw "$Name ended with exit code ${LASTEXITCODE}: $lines" }
    ConvertFrom-Json -InputObject ([string] $lines[-1])
}

function Invoke-PowerShellPeer {
    param([string] $Peer, [int] $Count, [int] $DialogCount = 1)
    Invoke-Peer $Peer $powershell @(
        '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot 'Peers/Measure-PowerShellPeer.ps1'),
        '-Peer', $Peer, '-Uri', $portal.webhookUri, '-Count', $Count, '-DialogCount', $DialogCount, '-ModulePath', $modulePath)
}

# One process and one connection for all requests; the bodies are written before the clock starts.
function Invoke-Curl {
    param([int] $Count)
    $config = Join-Path $work 'curl.txt'
    $sink = if ($env:OS -eq 'Windows_NT') { 'NUL' } else { '/dev/null' }
    $address = $portal.webhookUri.TrimEnd('/') + '/imbot.v2.Chat.Message.send'
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

function Get-Median {
    param([double[]] $Number)
    $sorted = @($Number | Sort-Object)
    $middle = [int] [Math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle - 1] + $sorted[$middle]) / 2 }
}

function Format-Number {
    param([double] $Number, [string] $Format)
    $Number.ToString($Format, [cultureinfo]::InvariantCulture)
}

# Runs the peers in turn, round by round, and gives a row for each: Name, Milliseconds, Cpu, Allocated (medians; null where a peer does not tell).
function Measure-Work {
    param([System.Collections.Specialized.OrderedDictionary] $Peers, [int] $Delay)
    $runs = @{}
    foreach ($round in 1..$RoundCount) {
        foreach ($name in $Peers.Keys) {
            Invoke-Control POST 'reset' @{}
            if ($Delay) { Invoke-Control POST 'faults' @{ kind = 'Delay'; method = '*'; count = -1; delayMilliseconds = $Delay } }
            $run = & $Peers[$name]
            if (-not $runs.ContainsKey($name)) { $runs[$name] = New-Object System.Collections.Generic.List[object] }
            $runs[$name].Add($run)
            Write-Host ('round {0}  {1,-58} {2,9} ms' -f $round, $name, (Format-Number $run.milliseconds '0'))
        }
    }

    foreach ($name in $Peers.Keys) {
        $row = [ordered]@{ Name = $name }
        foreach ($figure in 'milliseconds', 'cpu', 'allocated') {
            $numbers = @($runs[$name] | Where-Object { $_.PSObject.Properties[$figure] } | ForEach-Object { [double] $_.$figure })
            $row[$figure] = if ($numbers) { Get-Median $numbers } else { $null }
        }

        [pscustomobject] $row
    }
}

function ConvertTo-Table {
    param([object[]] $Row, [int] $Count, [string] $Against)
    $base = ($Row | Where-Object { $_.Name -eq $Against }).milliseconds
    '| way | median, ms | messages a second | times the speed of the first | processor time a message, microseconds | allocated a message, bytes |'
    '| --- | ---: | ---: | ---: | ---: | ---: |'
    foreach ($one in $Row) {
        $cpu = if ($null -ne $one.cpu) { Format-Number ($one.cpu * 1000 / $Count) '0' } else { 'not told' }
        $allocated = if ($null -ne $one.allocated) { Format-Number ($one.allocated / $Count) '0' } else { 'not told' }
        '| {0} | {1} | {2} | {3} | {4} | {5} |' -f $one.Name, (Format-Number $one.milliseconds '0'),
            (Format-Number ($Count * 1000 / $one.milliseconds) '0'), (Format-Number ($base / $one.milliseconds) '0.00'), $cpu, $allocated
    }
}

$portal = Start-Portal
try {
    $floor = 'plain HttpClient in C# (the floor)'
    $oneByOne = [ordered]@{}
    $oneByOne[$floor] = { Invoke-Peer floor dotnet @($benchmarks, 'floor', $portal.webhookUri, $Count) }
    $oneByOne['this module''s core in C#'] = { Invoke-Peer core dotnet @($benchmarks, 'core', $portal.webhookUri, $Count) }
    $oneByOne['Send-B24BotMessage in a pipeline'] = { Invoke-PowerShellPeer ModulePipeline $Count }
    $oneByOne['Send-B24BotMessage in a loop'] = { Invoke-PowerShellPeer ModuleLoop $Count }
    $oneByOne['Invoke-RestMethod -WebSession in a loop'] = { Invoke-PowerShellPeer RestMethod $Count }
    $batches = [ordered]@{}
    Import-Module $modulePath
    if ((Get-Command Send-B24BotMessage).Parameters.ContainsKey('AsBatch')) {
        $batches['Send-B24BotMessage -AsBatch'] = { Invoke-PowerShellPeer ModuleBatch $BatchCount $DialogCount }
    }
    else {
        $leftOut.Add('Send-B24BotMessage -AsBatch: this build has no such parameter.')
    }

    $curl = Get-Command curl -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1 -ExpandProperty Source
    if ($curl) {
        $oneByOne['curl, one process, one connection'] = { Invoke-Curl $Count }
    }
    else {
        $leftOut.Add('curl: not on this machine.')
    }

    $node = Get-Command node -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1 -ExpandProperty Source
    $npm = Get-Command npm -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1 -ExpandProperty Source
    $sdkVersion = '2.2.0'
    $sdkFolder = Join-Path $work 'javascript-sdk'
    if ($node -and $npm) {
        & $npm install --silent --no-audit --no-fund --ignore-scripts --prefix $sdkFolder "@bitrix24/b24jssdk@$sdkVersion" | Out-Null
        $sdk = Join-Path $PSScriptRoot 'Peers/javascript-sdk.mjs'
        if ($LASTEXITCODE -eq 0) {
            $name = "official JavaScript SDK $sdkVersion"
            $oneByOne["$name, call after call"] = { Invoke-Peer sdk $node @($sdk, $sdkFolder, $portal.webhookUri, $Count, 'one') }
            $batches["$name, batch after batch"] = { Invoke-Peer sdk $node @($sdk, $sdkFolder, $portal.webhookUri, $BatchCount, 'batch') }
        }
        else {
            $leftOut.Add('The official JavaScript SDK: npm could not install it.')
        }
    }
    else {
        $leftOut.Add('The official JavaScript SDK: Node or npm is not on this machine.')
    }

    $rows = @(Measure-Work $oneByOne 0)
    $text = New-Object System.Collections.Generic.List[string]
    $text.Add('# Performance, measured side by side')
    $text.Add('')
    $text.Add('Written by `./build.ps1 -Task Bench`; do not edit. All peers send the same messages, with an idempotency key each, over plain HTTP to the same emulated portal')
    $text.Add('on the same machine, with request limits switched off. Each runs in a process of its own and is timed warm; rounds are interleaved.')
    $text.Add('Ratios say more than times: the portal shares the processor with the peers, and a real one is behind a network.')
    $text.Add('')
    $text.Add(('Medians of {0} rounds; PowerShell {1}, {2} logical processors.' -f $RoundCount, $PSVersionTable.PSVersion, [Environment]::ProcessorCount))
    $text.Add('')
    $text.Add("## $Count messages one by one")
    $text.Add('')
    foreach ($line in ConvertTo-Table $rows $Count $floor) { $text.Add($line) }
    if ($batches.Count) {
        $batchRows = @(Measure-Work $batches $LatencyMilliseconds)
        $text.Add('')
        $text.Add("## $BatchCount messages in batches of 50, $LatencyMilliseconds ms added to each answer")
        $text.Add('')
        foreach ($line in ConvertTo-Table $batchRows $BatchCount $batchRows[0].Name) { $text.Add($line) }
    }

    if ($leftOut.Count) {
        $text.Add('')
        $text.Add('Left out:')
        $text.Add('')
        foreach ($line in $leftOut) { $text.Add("* $line") }
    }

    [System.IO.File]::WriteAllText($OutputPath, ($text -join "`n") + "`n")
    Write-Host ''
    $text | ForEach-Object { Write-Host $_ }
}
finally {
    if (-not $portal.Process.HasExited) { $portal.Process.Kill() }
}
