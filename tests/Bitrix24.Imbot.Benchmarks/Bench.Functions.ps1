# What the benchmarks share: portals, processes, medians, tables.
# ASCII only, and syntax of Windows PowerShell 5.1.

$repository = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))
$work = Join-Path $repository 'out/bench'
$null = New-Item -ItemType Directory -Path $work -Force
$emulator = Join-Path $repository 'src/Bitrix24.Imbot.Emulator/bin/Release/net10.0/Bitrix24.Imbot.Emulator.dll'
$benchmarks = Join-Path $PSScriptRoot 'bin/Release/net10.0/Bitrix24.Imbot.Benchmarks.dll'
$modulePath = Join-Path $repository 'Bitrix24.Imbot.psd1'

# Installed as a tool of .NET, PowerShell is a library that dotnet runs.
$powershell = (Get-Process -Id $PID).Path
$library = @(if ([System.IO.Path]::GetFileNameWithoutExtension($powershell) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })

function Start-Portal {
    param([string] $Switch)
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = 'dotnet'
    $start.Arguments = '"{0}" --json {1} --parent-pid {2}' -f $emulator, $Switch, $PID
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if (-not $line) { throw "The emulator $emulator did not start." }
    ConvertFrom-Json -InputObject $line | Add-Member -NotePropertyName Process -NotePropertyValue $process -PassThru
}

# A portal that speaks https, as portals do. Its certificate is trusted by the processes that are started from here: .NET and curl on Linux, and Node.
function Start-HttpsPortal {
    $started = Start-Portal '--self-hosted --https'
    $trusted = Join-Path $work 'portal.pem'
    [System.IO.File]::WriteAllText($trusted, $started.certificatePem)
    foreach ($name in 'SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS') { [Environment]::SetEnvironmentVariable($name, $trusted) }
    $started
}

function Stop-Portal {
    param($Portal)
    if (-not $Portal.Process.HasExited) { $Portal.Process.Kill() }
}

function Invoke-Control {
    param($Portal, [string] $Method, [string] $Path, $Body)
    $json = ConvertTo-Json -InputObject $Body -Depth 5 -Compress
    $trust = if ($PSVersionTable.PSVersion.Major -ge 7) { @{ SkipCertificateCheck = $true } } else { @{} }
    $null = Invoke-RestMethod -Uri ($Portal.controlUri + $Path) -Method $Method -Body $json -ContentType 'application/json' @trust
}

# Each line that a program prints, from JSON.
function Invoke-Program {
    param([string] $Name, [string] $Program, [object[]] $ArgumentList)
    $lines = @(& $Program @ArgumentList)
    if ($LASTEXITCODE -ne 0) { throw "$Name ended with exit code ${LASTEXITCODE}: $lines" }
    $lines | ForEach-Object { ConvertFrom-Json -InputObject ([string] $_) }
}

# The same, of this PowerShell.
function Invoke-PowerShellProgram {
    param([string] $Name, [object[]] $ArgumentList)
    Invoke-Program $Name $powershell ($library + '-NoProfile' + '-NonInteractive' + $ArgumentList)
}

function Invoke-PowerShellPeer {
    param($Portal, [string] $Peer, [int] $Count, [hashtable] $Option = @{})
    $arguments = @(
        '-File', (Join-Path $PSScriptRoot 'Peers/Measure-PowerShellPeer.ps1'),
        '-Peer', $Peer, '-Uri', $Portal.webhookUri, '-ControlUri', $Portal.controlUri, '-Count', $Count, '-ModulePath', $modulePath)
    foreach ($name in $Option.Keys) { $arguments += "-$name", $Option[$name] }
    Invoke-PowerShellProgram $Peer $arguments
}

function Get-Median {
    param([double[]] $Number)
    $sorted = @($Number | Sort-Object)
    $middle = [int] [Math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle - 1] + $sorted[$middle]) / 2 }
}

function Format-Number {
    param([double] $Number, [string] $Format = '0')
    $Number.ToString($Format, [cultureinfo]::InvariantCulture)
}

# Runs the peers in turn, round by round, and gives a row for each: Name, Milliseconds, Young, Cpu, Allocated (medians; null if a client doesn't report it).
function Measure-Peers {
    param($Portal, [System.Collections.Specialized.OrderedDictionary] $Peers, [int] $RoundCount, [int] $Delay)
    $runs = @{}
    foreach ($round in 1..$RoundCount) {
        foreach ($name in $Peers.Keys) {
            Invoke-Control $Portal POST 'reset' @{}
            if ($Delay) { Invoke-Control $Portal POST 'faults' @{ kind = 'Delay'; method = 'batch'; count = -1; delayMilliseconds = $Delay } }
            $run = & $Peers[$name]
            if (-not $runs.ContainsKey($name)) { $runs[$name] = New-Object System.Collections.Generic.List[object] }
            $runs[$name].Add($run)
            Write-Host ('round {0}  {1,-62} {2,9} ms' -f $round, $name, (Format-Number $run.milliseconds))
        }
    }

    foreach ($name in $Peers.Keys) {
        $row = [ordered]@{ Name = $name }
        foreach ($figure in 'milliseconds', 'young', 'cpu', 'allocated') {
            $numbers = @($runs[$name] | Where-Object { $_.PSObject.Properties[$figure] } | ForEach-Object { [double] $_.$figure })
            $row[$figure] = if ($numbers) { Get-Median $numbers } else { $null }
        }

        [pscustomobject] $row
    }
}

# Returns the table of these rows. Speeds are relative to the row that -Against names. Processor time and allocations are divided by -Count.
function ConvertTo-Table {
    param([object[]] $Row, [int] $Count, [string] $Against, [string] $Noun = 'message')
    $base = ($Row | Where-Object { $_.Name -eq $Against }).milliseconds
    "| Method | Median, ms | $([char]::ToUpperInvariant($Noun[0]))$($Noun.Substring(1))s per second | Speed relative to the first row | Soon after the start, ms | Processor time per $Noun, microseconds | Allocated per $Noun, bytes |"
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |'
    foreach ($one in $Row) {
        $figures = foreach ($figure in @(
                @{ Value = $one.young; Factor = 1 }
                @{ Value = $one.cpu; Factor = 1000 / $Count }
                @{ Value = $one.allocated; Factor = 1 / $Count })) {
            if ($null -ne $figure.Value) { Format-Number ($figure.Value * $figure.Factor) } else { 'Not reported' }
        }

        '| {0} | {1} | {2} | {3} | {4} |' -f $one.Name, (Format-Number $one.milliseconds), (Format-Number ($Count * 1000 / $one.milliseconds)),
            (Format-Number ($base / $one.milliseconds) '0.00'), ($figures -join ' | ')
    }
}
