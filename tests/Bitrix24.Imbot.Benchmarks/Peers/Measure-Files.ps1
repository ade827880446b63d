# A large file sent and saved, in a PowerShell process of its own: one line of JSON for each direction, with the milliseconds and the memory at its peak over that before.
# ASCII only, and syntax of Windows PowerShell 5.1.
[CmdletBinding()]
param(
    [string] $Uri,
    [string] $ModulePath,
    # Bytes.
    [long] $Size,
    [string] $Folder
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $ModulePath
Connect-B24Webhook $Uri -BotId 456 -BotToken my_bot_token -RequestRate Unlimited
$large = Join-Path $Folder 'large.bin'
$small = Join-Path $Folder 'small.bin'
$saved = Join-Path $Folder 'saved'
$null = New-Item -ItemType Directory -Path $saved -Force
foreach ($file in @{ Path = $small; Length = 1000 }, @{ Path = $large; Length = $Size }) {
    $stream = [System.IO.File]::Create($file.Path)
    $stream.SetLength($file.Length)
    $stream.Dispose()
}

function Measure-Transfer {
    param([string] $Direction, [scriptblock] $Work)
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    $self = Get-Process -Id $PID
    $idle = $self.WorkingSet64

    # Linux resets the peak; elsewhere it is that of the whole process.
    $reset = "/proc/$PID/clear_refs"
    if (Test-Path -LiteralPath $reset) { [System.IO.File]::WriteAllText($reset, '5') }
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $result = & $Work
    $watch.Stop()
    $self.Refresh()
    '{{"direction":"{0}","milliseconds":{1},"over":{2}}}' -f $Direction,
        $watch.Elapsed.TotalMilliseconds.ToString('0.0', [cultureinfo]::InvariantCulture), ($self.PeakWorkingSet64 - $idle) | Write-Output
    Set-Variable -Name transferred -Value $result -Scope Script
}

# Code that is compiled and loaded for the first file isn't memory of the large one.
$null = Send-B24BotFile chat5 -LiteralPath $small | Save-B24BotFile -Destination $saved -Force
Measure-Transfer 'sent' { Send-B24BotFile chat5 -LiteralPath $large }
$file = $transferred
Measure-Transfer 'saved' { $file | Save-B24BotFile -Destination $saved -Force }
if ((Get-Item -LiteralPath (Join-Path $saved 'large.bin')).Length -ne $Size) { throw 'Another file came back.' }
Remove-Item -LiteralPath $large, $small, $saved -Recurse
