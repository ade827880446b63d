<#
.SYNOPSIS
    Reports disks that are running out of space, as a table with a button, and waits until a person takes care of it.
.DESCRIPTION
    Save a profile once, as described in docs/scheduled-tasks.md. Then run this command, for example every hour:
        pwsh -NoProfile -NonInteractive -File DiskAlarm.ps1 -Name ops -DialogId chat5
    Exit codes: 0 enough space, or a person takes care of it; 1 error; 2 no answer in time.
#>
[CmdletBinding()]
param(
    [string] $Name = 'ops',
    [string] $DialogId = 'chat5',

    # The minimum free space of a disk, in percent.
    [double] $MinimumFree = 10,

    [double] $TimeoutSeconds = 1800
)

$ErrorActionPreference = 'Stop'
$full = @(Get-PSDrive -PSProvider FileSystem | Where-Object { $_.Used + $_.Free -gt 0 } | ForEach-Object {
    [pscustomobject]@{ Disk = $_.Root; 'Free GB' = [math]::Round($_.Free / 1GB, 1); 'Free %' = [math]::Round(100 * $_.Free / ($_.Used + $_.Free), 1) }
} | Where-Object 'Free %' -LT $MinimumFree)
if (-not $full) {
    'All disks have enough space.'
    exit 0
}

Import-Module Bitrix24.Imbot
Connect-B24Profile $Name
$question = "[b]$([Environment]::MachineName)[/b] is running out of disk space."
$reply = Request-B24BotReply $DialogId $question -Attachment $full -Choice 'I take care of it' -ShowAnswer -Timeout $TimeoutSeconds
if ($reply.TimedOut) { exit 2 }
"$($reply.User.Name) takes care of it."
